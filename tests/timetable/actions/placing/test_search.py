"""Searches: what they find, what they leave where it is, and why they find nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, time

import pytest
from django.utils import timezone

from peristyle.audit.public import journal
from peristyle.curriculum.public import Nature
from peristyle.kernel import clock
from peristyle.timetable.actions.placing.ask_search import NothingToPlace, TooMuchAtOnce, ask_search
from peristyle.timetable.actions.placing.continue_search import continue_search
from peristyle.timetable.actions.placing.stop_search import stop_search
from peristyle.timetable.actions.placing.sweep_searches import sweep_searches
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Activity, PlacementSearch, Session, Unavailability
from peristyle.timetable.queries.placing.missing import Missing
from peristyle.timetable.queries.placing.problem import load
from peristyle.timetable.rules.conflicts import ConflictKind
from peristyle.timetable.rules.placing.costs import Remark
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory
from tests.timetable.factories import GroupFactory, RoomFactory, activity, member, session, slot
from tests.timetable.small_universities import FIRST, LAST, asked_for, calendar, searched

pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]
Budget = Callable[[int], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def before_the_classes(at: Traveller) -> None:
    at("2026-11-29 07:00")
    calendar()


def all_week(**who: object) -> None:
    """Not to be had on any day of the week."""
    for weekday in range(6):
        Unavailability.objects.create(weekday=weekday, starts=time(7), ends=time(21), declared_at=clock.now(), **who)


def test_classes_are_weekly_at_the_same_hour_in_the_same_room() -> None:
    RoomFactory.create()

    search = searched(asked_for(PersonFactory.create(), activity(GroupFactory.create(), session_count=2)))

    first, second = search.proposals.order_by("starts_at")
    assert second.starts_at - first.starts_at == timezone.timedelta(days=7)
    assert first.room == second.room
    assert Remark.REGULAR in first.remarks
    assert not {Remark.LUNCH, Remark.EVENING, Remark.SATURDAY} & set(first.remarks)


def test_nothing_is_placed_before_somebody_applies_it() -> None:
    RoomFactory.create()

    searched(asked_for(PersonFactory.create(), activity(GroupFactory.create())))

    assert not Session.objects.exists()


def test_a_search_works_in_slices_in_the_background(run_due_tasks: Run) -> None:
    RoomFactory.create()
    search = asked_for(PersonFactory.create(), activity(GroupFactory.create()), steps=60)

    done = run_due_tasks()

    search.refresh_from_db()
    assert done.count("continue_search") == search.slices_done > 1
    assert search.finished_at


def test_a_slice_made_twice_is_made_once() -> None:
    RoomFactory.create()
    search = asked_for(PersonFactory.create(), activity(GroupFactory.create()))
    continue_search.call(search.pk, 0)

    continue_search.call(search.pk, 0)

    search.refresh_from_db()
    assert search.slices_done == 1


def test_a_stopped_search_keeps_what_it_has_found() -> None:
    RoomFactory.create()
    planner = PersonFactory.create()
    search = asked_for(planner, activity(GroupFactory.create()), steps=500)
    continue_search.call(search.pk, 0)

    assert stop_search(search, by=planner)
    continue_search.call(search.pk, 1)

    search.refresh_from_db()
    assert (search.state, search.slices_done) == ("stopped", 1)
    assert search.proposals.get().room
    assert not stop_search(search, by=planner)
    assert journal(action="timetable.stop_placement").count() == 1


def one_room_and_a_draft_in_the_way() -> tuple[Session, Activity]:
    """On its only free morning a teacher could teach where another class was drafted, which could stand elsewhere."""
    room = RoomFactory.create()
    Unavailability.objects.create(
        room=room,
        starts_at=slot(0, day=1).starts_at,
        ends_at=slot(0, day=13).starts_at,
        declared_at=clock.now(),
    )
    teacher = PersonFactory.create()
    Unavailability.objects.create(person=teacher, weekday=0, starts=time(9, 30), ends=time(20), declared_at=clock.now())
    draft = session(activity(GroupFactory.create()), slot(8), room)
    asked = activity(GroupFactory.create(), session_count=1)
    asked.teachers.add(teacher)
    return draft, asked


def test_a_draft_in_the_way_is_moved_if_that_is_allowed_and_as_little_as_can_be(at: Traveller) -> None:
    at("2026-11-28 07:00")
    draft, asked = one_room_and_a_draft_in_the_way()
    others = [session(activity(GroupFactory.create()), slot(hour), RoomFactory.create()) for hour in (8, 10, 14)]

    search = searched(asked_for(PersonFactory.create(), asked, may_move=True))

    placed = search.proposals.get(session=None)
    assert placed.room
    assert timezone.localtime(placed.starts_at).time() == time(8)
    moved = search.proposals.exclude(session=None)
    assert len(moved) <= 1
    assert not {proposal.session for proposal in moved} & set(others)
    assert all(proposal.before["starts_at"] == draft.starts_at.isoformat() for proposal in moved)


@pytest.mark.parametrize("why", ["not asked for", "locked", "published"])
def test_otherwise_it_stays_and_one_learns_why(why: str, at: Traveller) -> None:
    at("2026-11-28 07:00")
    draft, asked = one_room_and_a_draft_in_the_way()
    if why == "locked":
        Session.objects.filter(pk=draft.pk).update(locked=True)
    if why == "published":
        publish_sessions(Session.objects.all(), by=None)

    search = searched(asked_for(PersonFactory.create(), asked, may_move=why != "not asked for"))

    (proposal,) = search.proposals.all()
    assert proposal.room is None
    told = {obstacle["kind"]: (obstacle["slots"], obstacle["alone"]) for obstacle in proposal.obstacles["obstacles"]}
    assert set(told) == {ConflictKind.ROOM, ConflictKind.UNAVAILABLE}


def test_each_obstacle_is_counted_with_what_it_alone_closes() -> None:
    calendar(FIRST, FIRST, holiday=date(2026, 12, 2))
    room, group = RoomFactory.create(), GroupFactory.create()
    member(group)
    Unavailability.objects.create(room=room, weekday=0, starts=time(8), ends=time(14), declared_at=clock.now())
    session(activity(group), slot(12, minutes=480))
    asked = activity(group, session_count=1, session_minutes=60)

    search = searched(asked_for(PersonFactory.create(), asked))

    told = search.proposals.get(activity=asked).obstacles
    # 45 quarters from 8:00 to 19:00 begin an hour; the room closes those before 14:00, the students all after 11:00.
    assert told["slots"] == 45
    assert {(each["kind"], each["slots"], each["alone"]) for each in told["obstacles"]} == {
        ("room", 24, 13),
        ("student", 32, 21),
    }


def test_no_room_at_all_is_said_as_such() -> None:
    group = GroupFactory.create()
    for _ in range(3):
        member(group)
    RoomFactory.create(capacity=2)
    RoomFactory.create(kind="laboratory")

    search = searched(asked_for(PersonFactory.create(), activity(group, room_kind="classroom")))

    assert search.proposals.get().obstacles["rooms"] == 0
    assert search.proposals.get().obstacles["students"] == 3


def test_who_catches_up_closes_nothing_but_is_told() -> None:
    calendar(FIRST, FIRST, holiday=date(2026, 12, 2))
    RoomFactory.create()
    own, behind = GroupFactory.create(), GroupFactory.create()
    student = member(own)
    member(behind, student, nature=Nature.DEBT)
    session(activity(own), slot(8, minutes=720))

    search = searched(asked_for(PersonFactory.create(), activity(behind)))

    assert Remark.DEBT in search.proposals.get().remarks


def test_the_same_is_found_slice_by_slice_as_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        RoomFactory.create()
    planner = PersonFactory.create()
    groups = [GroupFactory.create() for _ in range(3)]
    for _ in range(4):
        student = member(groups[0])
        member(groups[1], student)
    activities = [activity(group, session_count=4) for group in groups]
    found = []
    for at_once in (2, 25):
        monkeypatch.setattr("peristyle.timetable.actions.placing.continue_search.STEPS_AT_ONCE", at_once)
        search = searched(asked_for(planner, *activities, steps=20))
        found.append(set(search.proposals.values_list("activity", "number", "starts_at", "room")))

    assert found[0] == found[1]


def test_what_was_placed_by_hand_meanwhile_is_not_placed_again() -> None:
    RoomFactory.create()
    asked = activity(GroupFactory.create(), session_count=2)
    search = asked_for(PersonFactory.create(), asked)
    continue_search.call(search.pk, 0)
    session(asked, slot(8))

    searched(search)

    assert search.proposals.exclude(room=None).count() == 1


def test_there_must_be_something_to_place_and_not_too_much() -> None:
    planner, asked = PersonFactory.create(), activity(GroupFactory.create())

    with pytest.raises(NothingToPlace):
        ask_search([], label="", first_day=FIRST, last_day=LAST, by=planner)
    with pytest.raises(TooMuchAtOnce):
        ask_search([Missing(asked, 601)], label="", first_day=FIRST, last_day=LAST, by=planner)
    assert not PlacementSearch.objects.exists()


def test_a_problem_is_read_in_as_many_queries_for_many_as_for_few(max_queries: Budget) -> None:
    RoomFactory.create()
    planner = PersonFactory.create()
    activities = [activity(GroupFactory.create(), session_count=3) for _ in range(3)]
    few = asked_for(planner, activities[0], may_move=True)
    for hour in (8, 10, 14):
        session(activity(GroupFactory.create()), slot(hour), RoomFactory.create())
    many = asked_for(planner, *activities, may_move=True)

    for search in (few, many):
        with max_queries(16):
            load(search)


def test_old_searches_are_forgotten(at: Traveller) -> None:
    RoomFactory.create()
    asked_for(PersonFactory.create(), activity(GroupFactory.create()))
    at("2027-02-15 03:00")

    sweep_searches.call()

    assert not PlacementSearch.objects.exists()
