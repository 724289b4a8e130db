"""No search ever proposes an illegal timetable, and what it proposes is what is applied and taken back."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peristyle.kernel import clock
from peristyle.timetable.actions.placing.apply_search import apply_search, place_proposals
from peristyle.timetable.actions.planning.undo import undo_last
from peristyle.timetable.models import PlacementSearch, Session
from tests.harness.travel import Traveller
from tests.timetable.placing_oracle import faults, timetable_after
from tests.timetable.small_universities import SmallUniversity

pytestmark = pytest.mark.django_db
NOTICE = timedelta(hours=24)
#: Each is a whole university: few of them, drawn anew each time.
few = settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(autouse=True)
def before_the_classes(at: Traveller) -> None:
    at("2026-11-29 18:00")


@few
@given(seed=st.integers(0, 10**6), may_move=st.booleans())
def test_what_is_proposed_is_legal_applied_whole_and_taken_back_whole(seed: int, *, may_move: bool) -> None:
    with transaction.atomic():
        university = SmallUniversity(seed)
        before = standing()
        frozen = kept_where_they_are()

        search = university.search(may_move=may_move, steps=12)

        assert faults(timetable_after(search), not_before=clock.now() + NOTICE) == []
        moved = set(search.proposals.exclude(session=None).values_list("session_id", flat=True))
        assert not moved & frozen
        assert may_move or not moved
        assert all(each.obstacles for each in search.proposals.filter(room=None))
        assert standing() == before
        apply(search)
        assert_applied(search)
        # Where nothing was placed, the last gesture is an older one.
        if search.proposals.exclude(placed=None).exists():
            undo_last(by=university.planner)
        assert standing() == before
        transaction.set_rollback(True)


@few
@given(seed=st.integers(0, 10**6))
def test_the_same_seed_finds_the_same(seed: int) -> None:
    with transaction.atomic():
        university = SmallUniversity(seed)

        first, second = (university.search(may_move=True, steps=8) for _ in range(2))

        assert proposed(first) == proposed(second)
        transaction.set_rollback(True)


def apply(search: PlacementSearch) -> None:
    apply_search(search, by=search.asked_by, reason="essai")
    place_proposals.call(search.pk)


def assert_applied(search: PlacementSearch) -> None:
    for proposal in search.proposals.exclude(room=None).select_related("placed"):
        assert proposal.refusals == [], proposal
        assert proposal.placed
        assert proposal.placed.starts_at == proposal.starts_at
        assert [room.pk for room in proposal.placed.rooms.all()] == [proposal.room_id]


def kept_where_they_are() -> set[int]:
    """The sessions that people have seen, or that are locked."""
    locked = set(Session.objects.filter(locked=True).values_list("pk", flat=True))
    return locked | set(Session.objects.exclude(published=None).values_list("pk", flat=True))


def standing() -> set[tuple[object, ...]]:
    rows = Session.objects.filter(cancelled_at=None).values_list("activity_id", "starts_at", "ends_at", "rooms")
    return set(rows)


def proposed(search: PlacementSearch) -> set[tuple[object, ...]]:
    return set(search.proposals.values_list("activity_id", "number", "session_id", "starts_at", "room_id"))
