"""Placing sessions: nothing is held twice, whatever the ways that lead there."""

import pytest
from django.db import IntegrityError, transaction

from peristyle.curriculum.public import Nature
from peristyle.timetable.actions.planning.cancel_session import cancel_session, restore_session
from peristyle.timetable.actions.planning.place_session import ChangedMeanwhile, move_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import PublishedSession, Session, SessionRoom
from peristyle.timetable.queries.timetables import timetable_of
from peristyle.timetable.rules.conflicts import ConflictKind, PlacementRefused
from peristyle.timetable.rules.sessions import Placement
from tests.harness.races import at_once
from tests.people.factories import PersonFactory
from tests.timetable.factories import GroupFactory, RoomFactory, activity, member, session, slot

pytestmark = pytest.mark.django_db


def test_a_room_is_never_held_twice() -> None:
    room = RoomFactory.create()
    session(activity(GroupFactory.create()), slot(8), room)

    with pytest.raises(PlacementRefused) as refused:
        session(activity(GroupFactory.create()), slot(9), room)

    assert {conflict.kind for conflict in refused.value.conflicts if conflict.hard} == {ConflictKind.ROOM}


def test_the_database_itself_refuses() -> None:
    held = session(activity(GroupFactory.create()), slot(8), room := RoomFactory.create())
    other = session(activity(GroupFactory.create()), slot(8))

    with pytest.raises(IntegrityError, match="timetable_room_held_twice"), transaction.atomic():
        SessionRoom.objects.create(session=other, room=room, starts_at=held.starts_at, ends_at=held.ends_at)


def test_sessions_that_touch_share_a_room() -> None:
    room = RoomFactory.create()

    session(activity(GroupFactory.create()), slot(8, minutes=60), room)

    assert session(activity(GroupFactory.create()), slot(9, minutes=60), room)


def test_a_student_sits_in_one_place_unless_they_catch_up() -> None:
    lecture, other = GroupFactory.create(), GroupFactory.create()
    student = member(lecture)
    member(other, student)
    session(activity(lecture), slot(8))

    with pytest.raises(PlacementRefused) as refused:
        session(activity(other), slot(8))
    assert [conflict.kind for conflict in refused.value.conflicts if conflict.hard] == [ConflictKind.STUDENT]

    behind = GroupFactory.create()
    member(behind, student, nature=Nature.DEBT)
    assert session(activity(behind), slot(8))


def test_a_cancelled_session_frees_its_room_and_comes_back_only_if_it_is_free() -> None:
    planner, room = PersonFactory.create(), RoomFactory.create()
    first = session(activity(GroupFactory.create()), slot(8), room)
    cancel_session(first, by=planner, reason="Malade")
    session(activity(GroupFactory.create()), slot(8), room)

    with pytest.raises(PlacementRefused):
        restore_session(first, by=planner)


def test_it_does_not_come_back_where_its_students_sit_elsewhere_by_now() -> None:
    planner, own, other = PersonFactory.create(), GroupFactory.create(), GroupFactory.create()
    member(other, member(own))
    first = session(activity(own), slot(8))
    cancel_session(first, by=planner, reason="Malade")
    session(activity(other), slot(8))

    with pytest.raises(PlacementRefused) as refused:
        restore_session(first, by=planner)

    assert ConflictKind.STUDENT in {conflict.kind for conflict in refused.value.conflicts}
    first.refresh_from_db()
    assert first.cancelled_at


def test_who_saw_an_older_version_does_not_overwrite() -> None:
    planner, held = PersonFactory.create(), session(activity(GroupFactory.create()), slot(8))
    move_session(held, Placement(slot(10)), by=planner, seen_version=1, reason="essai")

    with pytest.raises(ChangedMeanwhile):
        move_session(held, Placement(slot(12)), by=planner, seen_version=1, reason="essai")


def test_people_see_what_was_published_last() -> None:
    group = GroupFactory.create()
    student, stranger = member(group), member(GroupFactory.create())
    held = session(activity(group), slot(8))
    assert not timetable_of(student).exists()
    publish_sessions(Session.objects.all(), by=None)
    move_session(held, Placement(slot(10), groups=frozenset({group.pk})), by=student, reason="essai")

    assert timetable_of(student).get().slot == slot(8)
    told = publish_sessions(Session.objects.all(), by=None)

    assert timetable_of(student).get().slot == slot(10)
    assert PublishedSession.objects.get().sequence == 1
    assert len(told.change_ids) == 1
    assert not timetable_of(stranger).exists()
    assert publish_sessions(Session.objects.all(), by=None).session_ids == ()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_gets_the_room() -> None:
    room = RoomFactory.create()
    activities = [activity(GroupFactory.create()) for _ in range(2)]

    def place(number: int) -> bool:
        try:
            session(activities[number], slot(8), room)
        except PlacementRefused:
            return False
        return True

    assert sorted(at_once(lambda: place(0), lambda: place(1))) == [False, True]
