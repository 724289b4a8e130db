"""Universities drawn by lot: a few rooms on two sites, groups that share students, sessions that stand already."""

import random
from datetime import date, time

from peristyle.curriculum.public import CalendarPeriod, Nature, PeriodKind
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.actions.placing.ask_search import ask_search
from peristyle.timetable.actions.placing.continue_search import continue_search
from peristyle.timetable.actions.planning.place_session import create_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Activity, PlacementSearch, Session, Unavailability
from peristyle.timetable.queries.placing.missing import missing_in
from peristyle.timetable.rules.conflicts import PlacementRefused
from peristyle.timetable.rules.sessions import Placement
from tests.people.factories import PersonFactory
from tests.timetable.factories import BuildingFactory, GroupFactory, RoomFactory, activity, member, slot

FIRST, LAST = date(2026, 11, 30), date(2026, 12, 11)


def calendar(first: date = FIRST, last: date = LAST, *, holiday: date = date(2026, 12, 2)) -> None:
    """Classes between two days, but for one."""
    year = GroupFactory.create().year
    CalendarPeriod.objects.all().delete()
    for kind, starts_on, ends_on in ((PeriodKind.CLASSES, first, last), (PeriodKind.HOLIDAYS, holiday, holiday)):
        CalendarPeriod.objects.create(
            year=year, kind=kind, name_fr=kind, name_en=kind, starts_on=starts_on, ends_on=ends_on
        )


class SmallUniversity:
    """Everything about it follows from its seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)  # noqa: S311 — not a secret
        calendar(last=self.draw.choice([date(2026, 12, 1), date(2026, 12, 3), LAST]))
        self.planner = PersonFactory.create()
        triolet = BuildingFactory.create(code=f"T{seed}", site="Triolet")
        elsewhere = BuildingFactory.create(code=f"E{seed}", site=self.draw.choice(["Richter", "Vendémiaire"]))
        self.rooms = [
            RoomFactory.create(
                building=self.draw.choice([triolet, triolet, elsewhere]),
                capacity=self.draw.choice([2, 30, 30, 30]),
                kind=self.draw.choice(["classroom", "classroom", "classroom", "computer_room"]),
                equipment=self.draw.choice([[], ["projector"], ["projector"]]),
            )
            for _ in range(self.draw.randint(2, 4))
        ]
        self.teachers = PersonFactory.create_batch(3)
        self.groups = [GroupFactory.create() for _ in range(4)]
        self.students = PersonFactory.create_batch(6)
        for student in self.students:
            for group in self.draw.sample(self.groups, self.draw.randint(1, 3)):
                member(group, student, nature=self.draw.choice([Nature.MANDATORY, Nature.MANDATORY, Nature.DEBT]))
        self.activities = [self._activity() for _ in range(5)]
        self._wishes()
        for _ in range(self.draw.randint(10, 30)):
            self._stand(self.draw.choice(self.activities))
        publish_sessions(Session.objects.filter(pk__in=self._some_sessions()), by=None)
        Session.objects.filter(pk__in=self._some_sessions()).update(locked=True)
        for each in self.activities:
            Activity.objects.filter(pk=each.pk).update(session_count=each.sessions.count() + self.draw.randint(0, 5))

    def search(self, *, may_move: bool, steps: int, seed: int = 1) -> PlacementSearch:
        """Everything that is missing, searched to the end."""
        missing = missing_in(Activity.objects.all())
        search = ask_search(
            missing, label="essai", first_day=FIRST, last_day=LAST, by=self.planner, may_move=may_move, seed=seed
        )
        PlacementSearch.objects.filter(pk=search.pk).update(steps_wanted=steps)
        return searched(search)

    def _activity(self) -> Activity:
        made = activity(
            *self.draw.sample(self.groups, self.draw.choice([1, 1, 2])),
            session_minutes=self.draw.choice([60, 80, 90, 180]),
            whole_unit=self.draw.random() < 0.2,
            room_kind=self.draw.choice(["", "classroom"]),
            equipment=self.draw.choice([[], [], ["projector"]]),
        )
        made.teachers.set(self.draw.sample(self.teachers, self.draw.choice([0, 1, 1, 2])))
        return made

    def _wishes(self) -> None:
        now = clock.now()
        for person in self.draw.sample(self.teachers, 2):
            Unavailability.objects.create(
                person=person,
                wish=self.draw.choice(["impossible", "undesired"]),
                weekday=self.draw.randrange(5),
                starts=time(8),
                ends=time(self.draw.choice([12, 20]), self.draw.choice([0, 10])),
                declared_at=now,
            )
        closed = slot(
            self.draw.randrange(8, 16), day=self.draw.randrange(10), minutes=self.draw.choice([100, 100, 600])
        )
        Unavailability.objects.create(
            room=self.draw.choice(self.rooms), starts_at=closed.starts_at, ends_at=closed.ends_at, declared_at=now
        )

    def _stand(self, of: Activity) -> None:
        at = slot(self.draw.randrange(8, 18), day=self.draw.choice([0, 0, 1, 1, 3, 7, 8]), minutes=of.session_minutes)
        placement = Placement(
            at,
            rooms=frozenset(room.pk for room in self.draw.sample(self.rooms, self.draw.choice([0, 1, 1, 1]))),
            teachers=frozenset(of.teachers.values_list("pk", flat=True)),
            groups=frozenset(of.groups.values_list("pk", flat=True)),
        )
        try:
            create_session(of, placement, by=self.planner, reason="essai")
        except PlacementRefused:
            return

    def _some_sessions(self) -> list[int]:
        standing = list(Session.objects.values_list("pk", flat=True))
        return self.draw.sample(standing, len(standing) // 6)


def searched(search: PlacementSearch) -> PlacementSearch:
    """The search, worked on until it is finished."""
    search.refresh_from_db()
    while not search.finished_at:
        continue_search.call(search.pk, search.slices_done)
        search.refresh_from_db()
    return search


def asked_for(planner: Person, *activities: Activity, may_move: bool = False, steps: int = 40) -> PlacementSearch:
    """A search for what is missing of these activities in the fortnight of small universities, not begun."""
    search = ask_search(
        missing_in(Activity.objects.filter(pk__in=[each.pk for each in activities])),
        label="essai",
        first_day=FIRST,
        last_day=LAST,
        by=planner,
        may_move=may_move,
        seed=1,
    )
    PlacementSearch.objects.filter(pk=search.pk).update(steps_wanted=steps)
    search.refresh_from_db()
    return search
