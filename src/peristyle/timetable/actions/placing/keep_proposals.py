"""Keep what a search has found so far."""

from dataclasses import asdict

from peristyle.timetable.models import PlacementSearch, ProposedPlacement
from peristyle.timetable.queries.placing.problem import Loaded, key_of_draft, key_of_missing
from peristyle.timetable.queries.placing.standing import Standing
from peristyle.timetable.rules.placing.board import Board
from peristyle.timetable.rules.placing.costs import Costs
from peristyle.timetable.rules.placing.explain import explain
from peristyle.timetable.rules.placing.problem import Spot
from peristyle.timetable.rules.sessions import Placement

_FIELDS = ("starts_at", "ends_at", "room", "remarks", "obstacles", "session_version", "before")


def kept_spots(search: PlacementSearch, loaded: Loaded) -> dict[int, Spot]:
    """What an earlier slice kept, by the number of each lesson."""
    found: dict[int, Spot] = {}
    for proposal in search.proposals.filter(room__isnull=False):
        number = loaded.numbers.get(_key(proposal))
        spot = loaded.spot(proposal.starts_at, proposal.room_id) if proposal.starts_at and proposal.room_id else None
        if number is not None and spot is not None:
            found[number] = spot
    return found


def keep_proposals(search: PlacementSearch, loaded: Loaded, board: Board) -> None:
    """The proposals are what stands on the board: where each session would be, what is moved, what found no place."""
    costs = Costs(board)
    kept = {_key(proposal): proposal for proposal in search.proposals.all()}
    changed: list[ProposedPlacement] = []
    added: list[ProposedPlacement] = []
    for key, proposal in kept.items():
        if proposal.session_id is None:
            _tell(proposal, loaded, board, costs, loaded.numbers.get(key))
            changed.append(proposal)
    moved = {board.problem.lessons[number].key: number for number in board.moved()}
    ProposedPlacement.objects.filter(
        pk__in=[each.pk for key, each in kept.items() if each.session_id and key not in moved]
    ).delete()
    for key, number in moved.items():
        lesson = board.problem.lessons[number]
        draft = loaded.sessions[int(key.partition(":")[2])]
        proposal = kept.get(key) or ProposedPlacement(
            search=search, activity_id=lesson.activity, session_id=draft.session
        )
        proposal.session_version, proposal.before = draft.version, placement_of(draft).as_data()
        _tell(proposal, loaded, board, costs, number)
        (changed if proposal.pk else added).append(proposal)
    ProposedPlacement.objects.bulk_update(changed, _FIELDS, batch_size=200)
    ProposedPlacement.objects.bulk_create(added)


def placement_of(standing: Standing) -> Placement:
    """Where a session stands."""
    return Placement(
        standing.slot,
        rooms=frozenset(room for room, _slot in standing.rooms),
        teachers=frozenset(teacher for teacher, _slot in standing.teachers),
        groups=standing.audience.groups,
    )


def _tell(proposal: ProposedPlacement, loaded: Loaded, board: Board, costs: Costs, number: int | None) -> None:
    """Where the session of a proposal stands on the board, or why it does not; number None: it stands by now."""
    spot = None if number is None else board.spots.get(number)
    proposal.starts_at = proposal.ends_at = proposal.room = None
    proposal.remarks, proposal.obstacles = [], None
    if number is None:
        return
    if spot is None:
        explanation = explain(board, number)
        lesson = board.problem.lessons[number]
        proposal.obstacles = {**asdict(explanation), "rooms": len(lesson.rooms), "students": lesson.size}
        return
    slot = loaded.slot(number, spot)
    proposal.starts_at, proposal.ends_at, proposal.room = slot.starts_at, slot.ends_at, loaded.room(spot)
    proposal.remarks = [remark.value for remark in costs.remarks(number, spot)]


def _key(proposal: ProposedPlacement) -> str:
    if proposal.session_id is None:
        return key_of_missing(proposal.activity_id, proposal.number)
    return key_of_draft(proposal.session_id)
