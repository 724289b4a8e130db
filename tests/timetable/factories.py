"""Rooms, groups with students, activities and their sessions."""

from datetime import datetime, timedelta
from typing import Any

import factory
from django.utils import timezone

from peristyle.curriculum.public import (
    ClassKind,
    GroupMembership,
    Nature,
    TeachingGroup,
    UnitEnrolment,
    open_year,
)
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.actions.planning.place_session import create_session
from peristyle.timetable.models import Activity, Building, Room, Session
from peristyle.timetable.rules.room_file import RoomKind
from peristyle.timetable.rules.sessions import ActivityKind, Placement, Slot
from tests.curriculum.factories import YEAR, UnitFactory
from tests.harness.factories import HouseFactory
from tests.people.factories import PersonFactory

#: A Monday of the first semester, without holidays.
MONDAY = datetime(2026, 11, 30)  # noqa: DTZ001 — made aware below


class BuildingFactory(HouseFactory[Building]):
    """A building of Triolet."""

    class Meta:
        model = Building

    code = factory.Sequence(lambda number: f"B{number}")
    name = "Bâtiment 5"
    site = "Triolet"


class RoomFactory(HouseFactory[Room]):
    """A classroom for forty."""

    class Meta:
        model = Room

    code = factory.Sequence(lambda number: f"R{number}")
    name = factory.Sequence(lambda number: f"TD 5.{number}")
    building: Any = factory.SubFactory(BuildingFactory)
    kind = RoomKind.CLASSROOM
    capacity = 40


class GroupFactory(HouseFactory[TeachingGroup]):
    """A group of TD of a unit."""

    class Meta:
        model = TeachingGroup

    unit: Any = factory.SubFactory(UnitFactory)
    year: Any = factory.LazyFunction(lambda: open_year(YEAR))
    kind = ClassKind.TD
    name = factory.Sequence(str)
    capacity = 40


def member(group: TeachingGroup, person: Person | None = None, *, nature: Nature = Nature.MANDATORY) -> Person:
    """A student (this one, else a new one) who takes the unit of a group and is in it."""
    person = person or PersonFactory.create()
    now = clock.now()
    enrolment, _ = UnitEnrolment.objects.get_or_create(
        person=person,
        unit=group.unit,
        year=group.year,
        defaults={"nature": nature, "asked_at": now, "validated_at": now},
    )
    GroupMembership.objects.create(enrolment=enrolment, group=group, kind=group.kind, since=now)
    return person


def activity(*groups: TeachingGroup, kind: ActivityKind = ActivityKind.TD, **values: Any) -> Activity:
    """Classes of the unit of these groups, for them."""
    made = Activity.objects.create(
        year=groups[0].year, unit=groups[0].unit, component=groups[0].unit.component, kind=kind, **values
    )
    made.groups.set(groups)
    return made


def slot(hour: int, *, day: int = 0, minutes: int = 90) -> Slot:
    """From an hour on, so many days after the Monday of these tests."""
    starts_at = timezone.make_aware(MONDAY + timedelta(days=day, hours=hour))
    return Slot(starts_at, starts_at + timedelta(minutes=minutes))


def session(of: Activity, at: Slot, *rooms: Room, teachers: tuple[Person, ...] = (), reason: str = "essai") -> Session:
    """A session of an activity for its groups, placed by somebody."""
    return create_session(
        of,
        Placement(
            at,
            rooms=frozenset(room.pk for room in rooms),
            teachers=frozenset(person.pk for person in teachers),
            groups=frozenset(group.pk for group in of.groups.all()),
        ),
        by=PersonFactory.create(),
        reason=reason,
    )
