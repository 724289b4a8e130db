"""Applying a proposal: one gesture, verified again, with what is refused told."""

from collections.abc import Callable

import pytest

from peristyle.audit.public import journal
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.actions.placing.apply_search import NotToApply, ReasonWanted, apply_search
from peristyle.timetable.actions.planning.place_session import move_session
from peristyle.timetable.actions.planning.undo import undo_last
from peristyle.timetable.models import (
    PlacementSearch,
    ProposedPlacement,
    PublishedSession,
    Room,
    Session,
    Unavailability,
)
from peristyle.timetable.rules.sessions import Placement
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory
from tests.timetable.factories import GroupFactory, RoomFactory, activity, session, slot
from tests.timetable.small_universities import asked_for, calendar, searched

pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def before_the_classes(at: Traveller) -> None:
    at("2026-11-29 07:00")
    calendar()


@pytest.fixture
def planner() -> Person:
    return PersonFactory.create()


@pytest.fixture
def found(planner: Person) -> PlacementSearch:
    """Two classes of an activity with a teacher, and where they would be."""
    RoomFactory.create()
    asked = activity(GroupFactory.create(), session_count=2)
    asked.teachers.add(PersonFactory.create())
    return searched(asked_for(planner, asked))


def test_what_is_applied_are_drafts_and_one_gesture(
    found: PlacementSearch, planner: Person, run_due_tasks: Run
) -> None:
    apply_search(found, by=planner)
    run_due_tasks()

    found.refresh_from_db()
    assert found.state == "applied"
    assert Session.objects.count() == 2
    assert not PublishedSession.objects.exists()
    for proposal in found.proposals.select_related("placed"):
        assert proposal.placed.slot == proposal.slot
        assert proposal.placed.teachers.count() == 1
    assert len(undo_last(by=planner)) == 2
    assert not Session.objects.exists()
    assert journal(action="timetable.apply_placement").get().actor == planner


def test_a_place_taken_meanwhile_is_refused_and_the_rest_stands(
    found: PlacementSearch, planner: Person, run_due_tasks: Run
) -> None:
    first, second = found.proposals.order_by("starts_at")
    taken = session(activity(GroupFactory.create()), first.slot, first.room)

    apply_search(found, by=planner)
    run_due_tasks()

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.placed is None
    assert first.refusals == [{"kind": "room", "about": first.room.name}]
    assert second.placed
    assert set(Session.objects.all()) == {taken, second.placed}


def test_what_stands_by_now_is_not_placed_once_more(
    found: PlacementSearch, planner: Person, run_due_tasks: Run
) -> None:
    asked = found.proposals.first().activity
    for hour in (17, 18):
        session(asked, slot(hour, minutes=60))

    apply_search(found, by=planner)
    run_due_tasks()

    assert asked.sessions.count() == 2
    assert {proposal.refusals[0]["kind"] for proposal in found.proposals.all()} == {"stands_already"}


def test_it_is_applied_once(found: PlacementSearch, planner: Person, run_due_tasks: Run) -> None:
    apply_search(found, by=planner)
    run_due_tasks()

    with pytest.raises(NotToApply):
        apply_search(found, by=planner)


def test_a_search_under_way_is_not_applied(planner: Person) -> None:
    with pytest.raises(NotToApply):
        apply_search(asked_for(planner, activity(GroupFactory.create())), by=planner)


def test_who_applies_answers_for_reserves(planner: Person, run_due_tasks: Run) -> None:
    RoomFactory.create()
    teacher = PersonFactory.create()
    asked = activity(GroupFactory.create())
    asked.teachers.add(teacher)
    Unavailability.objects.create(
        person=teacher,
        wish="undesired",
        starts_at=slot(0).starts_at,
        ends_at=slot(0, day=13).starts_at,
        declared_at=clock.now(),
    )
    search = searched(asked_for(planner, asked))

    with pytest.raises(ReasonWanted):
        apply_search(search, by=planner)
    apply_search(search, by=planner, reason="Seule semaine possible")
    run_due_tasks()

    assert Session.objects.get().changes.get().reason == "Seule semaine possible"


def moving(search: PlacementSearch, draft: Session, to: Room) -> ProposedPlacement:
    """A proposal to have a draft in another room."""
    return ProposedPlacement.objects.create(
        search=search,
        activity=draft.activity,
        session=draft,
        session_version=draft.version,
        before=draft.placement().as_data(),
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        room=to,
    )


def test_a_draft_waits_until_another_has_left_its_place(
    found: PlacementSearch, planner: Person, run_due_tasks: Run
) -> None:
    first, second, third = (RoomFactory.create() for _ in range(3))
    one, other = (session(activity(GroupFactory.create()), slot(18, day=4), room) for room in (first, second))
    moving(found, one, second)
    moving(found, other, third)

    apply_search(found, by=planner)
    run_due_tasks()

    assert list(one.rooms.all()) == [second]
    assert list(other.rooms.all()) == [third]
    undo_last(by=planner)
    assert list(one.rooms.all()) == [first]
    assert list(other.rooms.all()) == [second]


def test_a_draft_that_somebody_changed_since_stays_where_they_put_it(
    found: PlacementSearch, planner: Person, run_due_tasks: Run
) -> None:
    room = RoomFactory.create()
    draft = session(activity(GroupFactory.create()), slot(18, day=4), room)
    proposal = moving(found, draft, RoomFactory.create())
    move_session(
        draft, Placement(slot(16, day=4), rooms=frozenset({room.pk})), by=PersonFactory.create(), reason="mieux"
    )

    apply_search(found, by=planner)
    run_due_tasks()

    proposal.refresh_from_db()
    draft.refresh_from_db()
    assert proposal.refusals[0]["kind"] == "changed_meanwhile"
    assert draft.slot == slot(16, day=4)
