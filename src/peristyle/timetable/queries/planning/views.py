"""What planners look at in the grid: an étape, units, groups, teachers, rooms, or a mix of them, in a week."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from peristyle.curriculum.public import Step, TeachingGroup, TeachingUnit, load_trees, year_start
from peristyle.people.public import Person
from peristyle.timetable.models import Activity, Room, Session, SessionGroup, SessionRoom, SessionTeacher
from peristyle.timetable.rules.days import Span, week_of


@dataclass(frozen=True)
class View:
    """All sessions of the étape and of the units, groups, teachers and rooms, in the week of that Monday."""

    monday: date
    step: Step | None = None
    units: tuple[TeachingUnit, ...] = ()
    groups: tuple[TeachingGroup, ...] = ()
    teachers: tuple[Person, ...] = ()
    rooms: tuple[Room, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.step or self.units or self.groups or self.teachers or self.rooms)

    @property
    def week(self) -> Span:
        """Its week."""
        return week_of(self.monday)

    @property
    def year(self) -> int:
        """The academic year of its week."""
        return year_of(self.monday)

    @cached_property
    def unit_ids(self) -> set[int]:
        """Its units, those of its étape among them."""
        units = {unit.pk for unit in self.units}
        return units | set(load_trees([self.step], self.year)[self.step.pk].units) if self.step else units

    @property
    def names(self) -> list[str]:
        """What was chosen, in words."""
        return [
            *([str(self.step)] if self.step else []),
            *(unit.code for unit in self.units),
            *(f"{group.unit.code} {group}" for group in self.groups),
            *(person.display_name for person in self.teachers),
            *(room.name for room in self.rooms),
        ]

    @property
    def place(self) -> str:
        """The view as an address tells it."""
        return urlencode(list(self._parameters()))

    @property
    def week_in_place(self) -> str:
        """How its place begins: what planners who see each other have in common."""
        return urlencode([next(self._parameters())])

    @property
    def address(self) -> str:
        """Its page."""
        return f"{reverse('timetable:grid')}?{self.place}"

    @property
    def copy_address(self) -> str:
        """The page that copies its week to another."""
        return f"{reverse('timetable:copy_week')}?{self.place}"

    @property
    def several_address(self) -> str:
        """The page that changes several of its sessions at once."""
        return f"{reverse('timetable:several')}?{self.place}"

    def at(self, monday: date) -> "View":
        """The same, in another week."""
        return replace(self, monday=monday)

    def of(self, sessions: QuerySet[Session]) -> QuerySet[Session]:
        """Those of these sessions that it shows, whatever their week."""
        if self.is_empty:
            return sessions.none()
        shown = Q(activity__unit__in=self.unit_ids)
        for held, field, chosen in (
            (SessionGroup, "group", self.groups),
            (SessionTeacher, "person", self.teachers),
            (SessionRoom, "room", self.rooms),
        ):
            if chosen:
                rows = held._default_manager.filter(**{f"{field}__in": chosen})  # noqa: SLF001 — Django documents it
                shown |= Q(pk__in=rows.values("session"))
        return sessions.filter(shown)

    def of_activities(self, activities: QuerySet[Activity]) -> QuerySet[Activity]:
        """Those of these activities of its year of which it shows sessions, or would; rooms show none by themselves."""
        shown = Q(unit__in=self.unit_ids)
        if self.groups:
            shown |= Q(pk__in=Activity.groups.through.objects.filter(teachinggroup__in=self.groups).values("activity"))
        if self.teachers:
            shown |= Q(pk__in=Activity.teachers.through.objects.filter(person__in=self.teachers).values("activity"))
        return activities.filter(shown, year=self.year)

    def in_its_week(self, sessions: QuerySet[Session]) -> QuerySet[Session]:
        """Those of these sessions that it shows."""
        return self.of(sessions).filter(starts_at__lt=self.week.ends_at, ends_at__gt=self.week.starts_at)

    def _parameters(self) -> Iterator[tuple[str, str]]:
        yield "semaine", f"{self.monday:%d/%m/%Y}"
        if self.step:
            yield "etape", str(self.step.pk)
        if self.units:
            yield "elements", ", ".join(unit.code for unit in self.units)
        if self.groups:
            yield "groupes", ", ".join(f"{group.unit.code} {group}" for group in self.groups)
        if self.teachers:
            yield "enseignants", ", ".join(person.staff_number or "" for person in self.teachers)
        if self.rooms:
            yield "salles", ", ".join(room.pk for room in self.rooms)


def year_of(day: date) -> int:
    """The academic year of a day."""
    return day.year if (day.month, day.day) >= year_start() else day.year - 1
