"""Nothing is held twice at once, whatever is done in whatever order, by however many at a time."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from django.db import OperationalError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from peristyle.people.public import Person
from peristyle.timetable.actions.planning.cancel_session import cancel_session, restore_session
from peristyle.timetable.actions.planning.copy_week import copy_week
from peristyle.timetable.actions.planning.delete_draft import AlreadyPublished, delete_draft
from peristyle.timetable.actions.planning.place_session import ChangedMeanwhile, create_session, move_session
from peristyle.timetable.actions.planning.several import SeveralRefused
from peristyle.timetable.actions.planning.undo import undo_last
from peristyle.timetable.models import Activity, Room, Session, SessionGroup, SessionRoom, SessionTeacher
from peristyle.timetable.rules.conflicts import PlacementRefused
from peristyle.timetable.rules.days import week_of
from peristyle.timetable.rules.sessions import Placement
from peristyle.timetable.rules.weeks import days_later
from tests.harness.races import at_once
from tests.people.factories import PersonFactory
from tests.timetable.factories import GroupFactory, RoomFactory, activity, slot

MONDAY = slot(8).starts_at.date()
REFUSALS = (PlacementRefused, SeveralRefused, ChangedMeanwhile, AlreadyPublished)


class School:
    """Two rooms, two teachers, two groups, one planner: everybody wants the same."""

    def __init__(self) -> None:
        self.rooms: list[Room] = [RoomFactory.create() for _ in range(2)]
        self.teachers: list[Person] = [PersonFactory.create() for _ in range(2)]
        self.activities: list[Activity] = [activity(GroupFactory.create()) for _ in range(2)]
        self.planner: Person = PersonFactory.create()

    def do(self, choose: Callable[[list[Any]], Any]) -> None:
        """One gesture, chosen by chance; refused or done."""
        gestures = [self.create, self.create, self.move, self.move, self.cancel, self.restore, self.copy, self.undo]
        with suppress(*REFUSALS):
            choose([*gestures, self.delete])(choose)

    def create(self, choose: Callable[[list[Any]], Any]) -> None:
        of = choose(self.activities)
        create_session(of, self._placement(of, choose), by=self.planner, reason="essai")

    def move(self, choose: Callable[[list[Any]], Any]) -> None:
        if held := self._one(choose):
            move_session(held, self._placement(held.activity, choose), by=self.planner, reason="essai")

    def cancel(self, choose: Callable[[list[Any]], Any]) -> None:
        if held := self._one(choose):
            cancel_session(held, by=self.planner, reason="essai")

    def restore(self, choose: Callable[[list[Any]], Any]) -> None:
        if held := self._one(choose):
            restore_session(held, by=self.planner)

    def delete(self, choose: Callable[[list[Any]], Any]) -> None:
        if held := self._one(choose):
            delete_draft(held, by=self.planner)

    def copy(self, choose: Callable[[list[Any]], Any]) -> None:
        week = week_of(MONDAY)
        there = week_of(days_later(slot(8), choose([7, 14])).starts_at.date())
        copy_week(
            list(Session.objects.filter(starts_at__lt=week.ends_at)),
            from_monday=week.first,
            to_monday=there.first,
            by=self.planner,
            reason="essai",
            keep_what_can=choose([True, False]),
        )

    def undo(self, _choose: Callable[[list[Any]], Any]) -> None:
        undo_last(by=self.planner)

    def _one(self, choose: Callable[[list[Any]], Any]) -> Session | None:
        standing = list(Session.objects.order_by("pk"))
        return choose(standing) if standing else None

    def _placement(self, of: Activity, choose: Callable[[list[Any]], Any]) -> Placement:
        there = Placement(
            slot(choose([8, 9, 10]), day=choose([0, 1]), minutes=choose([60, 90])),
            rooms=frozenset({choose(self.rooms).pk}),
            teachers=frozenset({choose(self.teachers).pk}),
            groups=frozenset(of.groups.values_list("pk", flat=True)),
        )
        return choose([there, replace(there, rooms=frozenset(room.pk for room in self.rooms))])


def held_twice() -> list[tuple[str, int, int]]:
    """What two sessions that take place hold at once, by looking at every pair."""
    found = []
    for table, column in ((SessionRoom, "room_id"), (SessionTeacher, "person_id"), (SessionGroup, "group_id")):
        rows = list(table.objects.filter(session__cancelled_at=None).select_related("session"))
        for one, other in combinations(rows, 2):
            same = getattr(one, column) == getattr(other, column)
            if same and one.session.slot.overlaps(other.session.slot):
                found.append((column, one.session_id, other.session_id))
    return found


def untrue_copies() -> list[int]:
    """What a session holds at other times than its own, or firmly though it is cancelled."""
    return [
        row.session_id
        for table in (SessionRoom, SessionTeacher, SessionGroup)
        for row in table.objects.select_related("session")
        if (row.starts_at, row.ends_at, row.firm)
        != (row.session.starts_at, row.session.ends_at, row.session.cancelled_at is None)
    ]


@pytest.mark.django_db
@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.data())
def test_nothing_is_held_twice_after_any_gestures(choices: st.DataObject) -> None:
    with transaction.atomic():
        school = School()

        for _ in range(12):
            school.do(lambda several: choices.draw(st.sampled_from(several)))

        assert held_twice() == []
        assert untrue_copies() == []
        # The next example begins from an empty house.
        transaction.set_rollback(True)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_held_twice_when_two_work_at_once(seed: int) -> None:
    school = School()

    def work(number: int) -> None:
        draw = random.Random(f"{seed}-{number}")  # noqa: S311 — not a secret
        for _ in range(15):
            # PostgreSQL gives up one of two that wait for each other: as refused as if the place were taken.
            with suppress(OperationalError):
                school.do(draw.choice)

    at_once(lambda: work(0), lambda: work(1))

    assert held_twice() == []
    assert untrue_copies() == []
