"""A planner takes back their last gesture."""

from datetime import date, time

import pytest

from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.change_several import move_several
from peristyle.timetable.actions.planning.delete_draft import AlreadyPublished
from peristyle.timetable.actions.planning.place_series import Weekly, place_series
from peristyle.timetable.actions.planning.place_session import ChangedMeanwhile, move_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.actions.planning.several import SeveralRefused
from peristyle.timetable.actions.planning.undo import undo_last
from peristyle.timetable.models import Session
from peristyle.timetable.rules.conflicts import ConflictKind
from peristyle.timetable.rules.sessions import Placement
from tests.people.factories import PersonFactory
from tests.timetable.factories import GroupFactory, RoomFactory, activity, session, slot

pytestmark = pytest.mark.django_db
WEEKS = (date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14))
TUESDAYS = Weekly(2, time(8), 90, WEEKS)


def test_a_move_is_taken_back_once() -> None:
    planner, held = PersonFactory.create(), session(activity(GroupFactory.create()), slot(8), RoomFactory.create())
    before = held.placement()
    move_session(held, Placement(slot(10)), by=planner, reason="essai")

    assert len(undo_last(by=planner)) == 1

    assert Session.objects.get(pk=held.pk).placement() == before
    assert undo_last(by=planner) == []


def test_a_gesture_is_taken_back_whole() -> None:
    planner, group = PersonFactory.create(), GroupFactory.create()
    place_series(activity(group), TUESDAYS, rooms=[], teachers=[], groups=[group.pk], by=planner, reason="essai")
    move_several(list(Session.objects.all()), days=7, by=planner, reason="essai")
    moved = [each.starts_at for each in Session.objects.all()]

    undo_last(by=planner)
    assert [each.starts_at for each in Session.objects.all()] != moved

    undo_last(by=planner)
    assert not Session.objects.exists()


def test_what_somebody_else_changed_since_is_not_taken_back() -> None:
    planner, held = PersonFactory.create(), session(activity(GroupFactory.create()), slot(8))
    move_session(held, Placement(slot(10)), by=planner, reason="essai")
    cancel_session(held, by=PersonFactory.create(), reason="Malade")

    with pytest.raises(ChangedMeanwhile):
        undo_last(by=planner)


def test_what_was_created_and_seen_is_not_taken_back() -> None:
    planner, group = PersonFactory.create(), GroupFactory.create()
    place_series(activity(group), TUESDAYS, rooms=[], teachers=[], groups=[group.pk], by=planner, reason="essai")
    publish_sessions(Session.objects.all(), by=planner)

    with pytest.raises(AlreadyPublished):
        undo_last(by=planner)


def test_a_series_stands_whole_or_as_far_as_it_can() -> None:
    planner, group, room = PersonFactory.create(), GroupFactory.create(), RoomFactory.create()
    session(activity(GroupFactory.create()), slot(8, day=8), room)
    of = activity(group)
    known = {"rooms": [room.pk], "teachers": [], "groups": [group.pk], "by": planner, "reason": "essai"}

    with pytest.raises(SeveralRefused) as refused:
        place_series(of, TUESDAYS, **known)
    assert [each.item for each in refused.value.refusals] == [WEEKS[1]]
    assert ConflictKind.ROOM in {conflict.kind for conflict in refused.value.refusals[0].conflicts}
    assert not of.sessions.exists()

    done = place_series(of, TUESDAYS, **known, keep_what_can=True)
    assert done.count == of.sessions.count() == 2
    assert of.series.get().weeks == [WEEKS[0].isoformat(), WEEKS[2].isoformat()]
