"""Suggestions: everybody and a fitting room are free, whatever else is placed."""

import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, time

import pytest
from django.utils import timezone

from peristyle.curriculum.public import CalendarPeriod, PeriodKind
from peristyle.kernel import clock
from peristyle.timetable.models import Unavailability
from peristyle.timetable.queries.conflicts import conflicts_of
from peristyle.timetable.queries.suggestions import suggest, suggest_rooms
from peristyle.timetable.rules.conflicts import PlacementRefused
from peristyle.timetable.rules.sessions import Placement
from peristyle.timetable.rules.suggestions import Reason
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory
from tests.timetable.factories import BuildingFactory, GroupFactory, RoomFactory, activity, member, session, slot

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def classes(at: Traveller) -> None:
    """A week before, of a calendar that teaches from Monday to Friday of these weeks but for a day."""
    at("2026-11-26 10:00")
    year = GroupFactory.create().year
    CalendarPeriod.objects.all().delete()
    for kind, first, last in (
        (PeriodKind.CLASSES, MONDAY, date(2026, 12, 18)),
        (PeriodKind.HOLIDAYS, date(2026, 12, 2), date(2026, 12, 2)),
    ):
        CalendarPeriod.objects.create(year=year, kind=kind, name_fr=kind, name_en=kind, starts_on=first, ends_on=last)


def test_no_suggestion_is_refused_in_a_crowded_week(max_queries: Callable[[int], AbstractContextManager[None]]) -> None:
    draw = random.Random(5)  # noqa: S311 — not a secret
    own, teacher = GroupFactory.create(), PersonFactory.create()
    students = [member(own) for _ in range(3)]
    richter = BuildingFactory.create(site="Richter", name="B")
    rooms = [RoomFactory.create(capacity=draw.choice((2, 10, 30))) for _ in range(3)] + [
        RoomFactory.create(building=richter)
    ]
    others = [GroupFactory.create() for _ in range(4)]
    for number, group in enumerate(others):
        member(group, students[number % 3])
    asked = session(activity(own, room_kind="classroom"), slot(9), rooms[-1], teachers=(teacher,))
    for _ in range(60):
        try:
            session(
                activity(draw.choice([*others, own]), whole_unit=draw.random() < 0.1),
                slot(draw.randrange(8, 18), day=draw.randrange(12)),
                draw.choice(rooms),
                teachers=(teacher,) if draw.random() < 0.3 else (),
            )
        except PlacementRefused:
            continue

    with max_queries(20):
        found = suggest(asked.activity, session=asked, around=MONDAY, weeks=2)

    assert len(found) == 10
    here = asked.placement()
    for each in found:
        there = Placement(each.slot, each.room_codes, here.teachers, here.groups)
        hard = [conflict for conflict in conflicts_of(asked.activity, there, session_id=asked.pk) if conflict.hard]
        assert hard == [], each
        assert timezone.localdate(each.slot.starts_at) != date(2026, 12, 2)
    assert found == sorted(found, key=lambda each: (each.score, each.slot.starts_at))


def test_the_same_room_the_same_day_comes_first_and_lunch_last() -> None:
    room = RoomFactory.create()
    asked = session(activity(GroupFactory.create()), slot(8), room)

    first, *_rest = suggest(asked.activity, session=asked, around=MONDAY)

    assert first.rooms == (room,)
    assert {Reason.SAME_DAY, Reason.SAME_ROOM} <= set(first.reasons)
    assert Reason.LUNCH not in first.reasons


def test_what_a_teacher_declared_impossible_is_not_suggested() -> None:
    teacher = PersonFactory.create()
    RoomFactory.create()
    asked = session(activity(GroupFactory.create()), slot(8), teachers=(teacher,))
    for weekday in (0, 1, 3):
        Unavailability.objects.create(
            person=teacher, weekday=weekday, starts=time(7), ends=time(21), declared_at=clock.now()
        )

    found = suggest(asked.activity, session=asked, around=MONDAY)

    assert {timezone.localdate(each.slot.starts_at).isoweekday() for each in found} <= {3, 5}


def test_rooms_at_a_given_time_are_those_that_are_free_and_large_enough() -> None:
    group = GroupFactory.create()
    for _ in range(3):
        member(group)
    small, held, free = (RoomFactory.create(capacity=places) for places in (2, 30, 30))
    session(activity(GroupFactory.create()), slot(10), held)
    asked = session(activity(group), slot(8))

    suggestion, rooms = suggest_rooms(asked, slot(10))

    assert suggestion
    assert suggestion.rooms == (free,)
    assert rooms == [free]
    assert small not in rooms
