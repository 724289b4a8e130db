"""Two composantes, a planner of each, and a week of classes of the first."""

from datetime import date
from typing import Any

from peristyle.curriculum.public import CalendarPeriod, PeriodKind
from peristyle.kernel.permissions import Role
from peristyle.people.public import Component, Person, sync_components
from peristyle.timetable.models import Activity, Session
from tests.harness.inhabitants import signed_in, someone
from tests.harness.page_client import PageClient
from tests.timetable.factories import GroupFactory, RoomFactory, activity, member, session, slot


class Office:
    """A planner of sciences, one of elsewhere; a class of Monday at 8 with its room, teacher and student."""

    def __init__(self) -> None:
        sync_components()
        self.sciences, self.other = Component.objects.order_by("code")[:2]
        self.planner = someone(Role.PLANNER, component=self.sciences)
        self.stranger = someone(Role.PLANNER, component=self.other)
        self.teacher = someone(Role.TEACHER)
        self.group = GroupFactory.create(unit__code="HAI501I", unit__component=self.sciences, name="2")
        self.student = member(self.group, someone(Role.STUDENT))
        self.room, self.free = RoomFactory.create(name="TD 5.01"), RoomFactory.create(name="TD 5.02")
        self.activity = activity(self.group, session_count=3)
        self.activity.teachers.add(self.teacher)
        CalendarPeriod.objects.all().delete()
        for kind, first, last in (
            (PeriodKind.CLASSES, date(2026, 9, 7), date(2026, 12, 18)),
            (PeriodKind.HOLIDAYS, date(2026, 12, 3), date(2026, 12, 3)),
        ):
            CalendarPeriod.objects.create(
                year=self.group.year, kind=kind, name_fr=kind, name_en=kind, starts_on=first, ends_on=last
            )
        self.session = session(self.activity, slot(8), self.room, teachers=(self.teacher,))

    @property
    def browser(self) -> PageClient:
        """The planner's."""
        return signed_in(self.planner)

    @property
    def now(self) -> Session:
        """The class as it now stands."""
        return Session.objects.get(pk=self.session.pk)

    def elsewhere(self, **values: Any) -> Activity:
        """An activity of the other composante."""
        group = GroupFactory.create(unit__component=self.other)
        return activity(group, **values)

    def drop(self, by: Person | None = None, **typed: object) -> Any:
        """The planner (or somebody) drops the class where they typed, Tuesday at 10 if they say nothing."""
        typed = {"day": "2026-12-01", "starts": "10:00", "minutes": 90, "version": self.now.version, **typed}
        browser = signed_in(by or self.planner)
        return browser.post(
            f"/gestion/planning/grille/seances/{self.session.pk}/?{WEEK}", typed, headers={"HX-Request": "true"}
        )


WEEK = "semaine=30/11/2026&elements=HAI501I"
GRID = f"/gestion/planning/grille/?{WEEK}"
