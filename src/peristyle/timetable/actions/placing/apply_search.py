"""Apply what a search proposes: everything that still may stand there becomes a draft, as one gesture."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

from django.db import transaction

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.people.public import Person
from peristyle.timetable.actions.planning.place_session import ChangedMeanwhile, create_session, move_session
from peristyle.timetable.models import Activity, PlacementSearch, ProposedPlacement
from peristyle.timetable.queries.placing.missing import missing_counts
from peristyle.timetable.rules.conflicts import Conflict, PlacementRefused
from peristyle.timetable.rules.placing.costs import TO_ANSWER_FOR
from peristyle.timetable.rules.placing.outcomes import Outcome
from peristyle.timetable.rules.placing.states import SearchState
from peristyle.timetable.rules.sessions import Placement


class NotToApply(Exception):
    """It is still going on, or was applied already."""


class ReasonWanted(Exception):
    """Something speaks against a proposal: whoever applies it says why."""


@transaction.atomic
def apply_search(search: PlacementSearch, *, by: Person, reason: str = "") -> None:
    """Have it applied in the background, within a moment. Raises NotToApply, ReasonWanted."""
    held = PlacementSearch.objects.select_for_update().get(pk=search.pk)
    if held.state not in (SearchState.FINISHED, SearchState.STOPPED):
        raise NotToApply
    if not reason.strip() and has_reserves(held):
        raise ReasonWanted
    held.apply_asked_at, held.applied_by, held.reason = clock.now(), by, reason
    held.save(update_fields=["apply_asked_at", "applied_by", "reason"])
    record("timetable.apply_placement", actor=by, subject=held, label=held.label)
    place_proposals.enqueue(held.pk)


def has_reserves(search: PlacementSearch) -> bool:
    """Whether somebody has to answer for one of its proposals."""
    remarks = search.proposals.filter(room__isnull=False).values_list("remarks", flat=True)
    return any(remark in TO_ANSWER_FOR for told in remarks for remark in told)


@task(retries=3)
def place_proposals(search_id: int) -> None:
    """Place them all in one transaction, as planners do; what the database refuses now is said, the rest stands."""
    with transaction.atomic():
        search = PlacementSearch.objects.select_for_update(of=("self",)).select_related("applied_by").get(pk=search_id)
        if search.state != SearchState.APPLYING or search.applied_by is None:
            return
        search.batch = uuid4()
        proposals = list(
            search.proposals.filter(room__isnull=False)
            .select_related("activity__unit", "session")
            .prefetch_related("activity__groups", "activity__teachers")
        )
        moves = [proposal for proposal in proposals if proposal.session]
        _move_in_turn(moves, search)
        left = missing_counts(Activity.objects.filter(pk__in={each.activity_id for each in proposals}))
        for proposal in proposals:
            if proposal.session is None:
                if left.get(proposal.activity_id, 0) > 0:
                    left[proposal.activity_id] -= _attempt(proposal, search)
                else:
                    proposal.refusals = [{"kind": Outcome.STANDS, "about": ""}]
        ProposedPlacement.objects.bulk_update(proposals, ["placed", "refusals"], batch_size=200)
        search.applied_at = clock.now()
        search.save(update_fields=["batch", "applied_at"])


def _move_in_turn(moves: list[ProposedPlacement], search: PlacementSearch) -> None:
    """Drafts move as soon as their place is free: one may wait for another to leave it."""
    waiting = moves
    while waiting:
        refused = [proposal for proposal in waiting if not _attempt(proposal, search)]
        if len(refused) == len(waiting):
            return
        waiting = refused


def _attempt(proposal: ProposedPlacement, search: PlacementSearch) -> bool:
    """Whether it stands there now."""
    by = search.applied_by
    if by is None or proposal.slot is None:
        return False
    proposal.refusals = []
    try:
        with transaction.atomic():
            if proposal.session:
                placement = replace(
                    proposal.session.placement(), slot=proposal.slot, rooms=frozenset({str(proposal.room_id)})
                )
                move_session(
                    proposal.session,
                    placement,
                    by=by,
                    seen_version=proposal.session_version,
                    reason=search.reason,
                    batch=search.batch,
                )
                proposal.placed = proposal.session
            else:
                proposal.placed = create_session(
                    proposal.activity, _placement(proposal), by=by, reason=search.reason, batch=search.batch
                )
    except PlacementRefused as refused:
        proposal.refusals = list(_told(refused.conflicts))
        return False
    except ChangedMeanwhile:
        proposal.refusals = [{"kind": Outcome.CHANGED, "about": ""}]
        return False
    return True


def _placement(proposal: ProposedPlacement) -> Placement:
    activity, slot = proposal.activity, proposal.slot
    if slot is None:
        raise ValueError("This proposal has no place.")
    return Placement(
        slot,
        rooms=frozenset({str(proposal.room_id)}),
        teachers=frozenset(person.pk for person in activity.teachers.all()),
        groups=frozenset(group.pk for group in activity.groups.all()),
    )


def _told(conflicts: list[Conflict]) -> Iterator[dict[str, str]]:
    for conflict in conflicts:
        yield {"kind": conflict.kind, "about": conflict.about}
