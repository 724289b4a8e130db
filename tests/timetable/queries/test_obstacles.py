"""What speaks against a session: the same for a week at once, for one slot, and by looking at everything in turn."""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from peristyle.curriculum.public import CalendarPeriod, GroupMembership, Nature, PeriodKind, UnitEnrolment
from peristyle.kernel import clock
from peristyle.timetable.models import Session, Unavailability
from peristyle.timetable.queries.conflicts import conflicts_of
from peristyle.timetable.queries.obstacles import obstacles_to
from peristyle.timetable.queries.planning.reach import reach_of_session
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.conflicts import ConflictKind, PlacementRefused
from peristyle.timetable.rules.days import week_of
from peristyle.timetable.rules.sessions import Placement, Slot
from tests.people.factories import PersonFactory
from tests.timetable.factories import (
    MONDAY,
    BuildingFactory,
    GroupFactory,
    RoomFactory,
    activity,
    member,
    session,
    slot,
)

pytestmark = pytest.mark.django_db
WEEK = week_of(MONDAY.date())
HOLIDAY = slot(0, day=3, minutes=24 * 60)


@pytest.fixture
def crowded() -> Session:
    """A session among sixty others of a week, whose students, teacher and rooms are often elsewhere."""
    draw = random.Random(7)  # noqa: S311 — not a secret
    CalendarPeriod.objects.all().delete()
    own, teacher = GroupFactory.create(), PersonFactory.create()
    for kind, day in ((PeriodKind.CLASSES, date(2026, 12, 18)), (PeriodKind.HOLIDAYS, date(2026, 12, 3))):
        first = date(2026, 9, 7) if kind == PeriodKind.CLASSES else day
        CalendarPeriod.objects.create(
            year=own.year, kind=kind, name_fr=kind, name_en=kind, starts_on=first, ends_on=day
        )
    students = [member(own, nature=draw.choice([Nature.MANDATORY, Nature.DEBT])) for _ in range(4)]
    far = RoomFactory.create(building=BuildingFactory.create(site="Richter"))
    rooms = [RoomFactory.create(), RoomFactory.create(), far]
    others = [GroupFactory.create() for _ in range(5)]
    for number, group in enumerate(others[:4]):
        member(group, students[number])
    asked = session(activity(own), slot(8), rooms[0], teachers=(teacher,))
    for _ in range(60):
        try:
            session(
                activity(draw.choice(others), whole_unit=draw.random() < 0.2),
                slot(draw.randrange(8, 18), day=draw.randrange(5), minutes=draw.choice((45, 90, 180))),
                draw.choice(rooms),
                teachers=(teacher,) if draw.random() < 0.3 else (),
            )
        except PlacementRefused:
            continue
    Unavailability.objects.create(person=teacher, weekday=1, starts=time(8), ends=time(10), declared_at=clock.now())
    Unavailability.objects.create(
        room=rooms[0], starts_at=slot(16).starts_at, ends_at=slot(18).ends_at, declared_at=clock.now()
    )
    return asked


def every_slot() -> Iterator[Slot]:
    """Of an hour, at every half hour of the week."""
    starts_at = WEEK.starts_at
    while starts_at + timedelta(hours=1) <= WEEK.ends_at:
        yield Slot(starts_at, starts_at + timedelta(hours=1))
        starts_at += timedelta(minutes=30)


def test_the_week_at_once_says_of_every_slot_what_is_said_of_it_alone(
    crowded: Session, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    held = crowded.placement()
    with max_queries(17):
        week = obstacles_to(crowded.activity, held, Slot(WEEK.starts_at, WEEK.ends_at), session_id=crowded.pk)

    for there in list(every_slot())[::3]:
        alone = conflicts_of(
            crowded.activity,
            Placement(there, held.rooms, held.teachers, held.groups),
            session_id=crowded.pk,
        )
        assert set(week.against(there)) == set(alone), there


def test_a_naive_look_at_every_other_session_finds_the_same(crowded: Session) -> None:
    held = crowded.placement()
    week = obstacles_to(crowded.activity, held, Slot(WEEK.starts_at, WEEK.ends_at), session_id=crowded.pk)
    others = [(other, other.placement()) for other in Session.objects.exclude(pk=crowded.pk)]
    students = sitting(held)

    for there in every_slot():
        at_once = [each for each in others if each[0].slot.overlaps(there)]
        found = {conflict.kind for conflict in week.against(there)}
        assert (ConflictKind.ROOM in found) == any(held.rooms & other.rooms for _, other in at_once)
        assert (ConflictKind.TEACHER in found) == any(held.teachers & other.teachers for _, other in at_once)
        assert bool({ConflictKind.STUDENT, ConflictKind.DEBT} & found) == any(
            students & (sitting(other) | takers(elsewhere)) for elsewhere, other in at_once
        )
        assert (ConflictKind.OUTSIDE_CLASSES in found) == there.overlaps(HOLIDAY)
        assert (ConflictKind.OUTSIDE_HOURS in found) == outside_hours(there)


def test_what_the_grid_draws_is_what_is_refused(crowded: Session) -> None:
    held = crowded.placement()
    week = obstacles_to(crowded.activity, held, Slot(WEEK.starts_at, WEEK.ends_at), session_id=crowded.pk)

    drawn = reach_of_session(crowded, WEEK)

    for there in every_slot():
        starts, ends = (timezone.localtime(instant) for instant in (there.starts_at, there.ends_at))
        if starts.date() != ends.date():
            continue
        first, last = (each.hour * 60 + each.minute for each in (starts, ends))
        forbidden = any(
            each.hard and each.day == starts.date() and each.starts < last and each.ends > first for each in drawn
        )
        assert forbidden == any(conflict.hard for conflict in week.against(there)), there


def test_a_debt_excuses_what_it_is_about_and_nothing_else() -> None:
    own, mandatory, debt = (GroupFactory.create() for _ in range(3))
    student = member(own)
    member(mandatory, student)
    member(debt, student, nature=Nature.DEBT)
    session(activity(debt), slot(8))
    session(activity(mandatory), slot(8, minutes=45))

    def kinds(there: Slot) -> set[ConflictKind]:
        placement = Placement(there, groups=frozenset({own.pk}))
        found = {conflict.kind for conflict in conflicts_of(activity(own), placement)}
        return found & {ConflictKind.STUDENT, ConflictKind.DEBT}

    assert kinds(slot(9, minutes=30)) == {ConflictKind.DEBT}
    assert kinds(slot(8)) == {ConflictKind.STUDENT, ConflictKind.DEBT}


def test_whoever_takes_a_whole_unit_is_not_in_two_of_its_sessions_at_once() -> None:
    group = GroupFactory.create()
    member(group)
    whole = activity(group, whole_unit=True)
    whole.groups.clear()
    held = session(whole, slot(8))

    again = conflicts_of(whole, Placement(slot(8)))
    same = conflicts_of(whole, Placement(slot(8)), session_id=held.pk)

    assert ConflictKind.STUDENT in {conflict.kind for conflict in again}
    assert ConflictKind.STUDENT not in {conflict.kind for conflict in same}


def test_somebody_comes_from_another_site_too_soon_but_not_after_the_way() -> None:
    teacher = PersonFactory.create()
    way = timetable_rules().travels().between("Triolet", "Richter")
    far = RoomFactory.create(building=BuildingFactory.create(site="Richter"))
    session(activity(GroupFactory.create()), slot(8), far, teachers=(teacher,))
    here = activity(GroupFactory.create())

    def kinds(starts: timedelta) -> set[ConflictKind]:
        there = Slot(slot(8).ends_at + starts, slot(8).ends_at + starts + timedelta(hours=1))
        placement = Placement(there, frozenset({RoomFactory.create().pk}), frozenset({teacher.pk}))
        return {conflict.kind for conflict in conflicts_of(here, placement)}

    assert ConflictKind.TRAVEL in kinds(timedelta())
    assert ConflictKind.TRAVEL in kinds(way - timedelta(minutes=1))
    assert ConflictKind.TRAVEL not in kinds(way)


def sitting(placement: Placement) -> set[int]:
    """The members of its groups."""
    members = GroupMembership.objects.filter(group__in=placement.groups)
    return set(members.values_list("enrolment__person", flat=True))


def takers(other: Session) -> set[int]:
    """The takers of its unit, if it is held as a whole."""
    if not other.activity.whole_unit or other.activity.unit is None:
        return set()
    return set(UnitEnrolment.objects.filter(unit=other.activity.unit).values_list("person", flat=True))


def outside_hours(there: Slot) -> bool:
    """Before one opens, after one closes, on a Sunday."""
    rules = timetable_rules()
    starts, ends = timezone.localtime(there.starts_at), timezone.localtime(there.ends_at)
    return (
        starts.date() != ends.date()
        or starts.time() < rules.opens
        or ends.time() > rules.closes
        or starts.isoweekday() > rules.days
    )
