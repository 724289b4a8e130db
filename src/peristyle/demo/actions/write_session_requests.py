"""Write down what the teacher of the cast asks and says about the sessions to come."""

from django.utils import timezone

from peristyle.people.public import Person
from peristyle.timetable.public import ask_cancellation, ask_move, publish_note, session_to_change, suggest


def write_session_requests(teacher: Person) -> None:
    """A note, a cancellation and a move that wait for a planner; nothing when they do not teach three more times."""
    coming = list(session_to_change(teacher).order_by("starts_at")[:4])
    if len(coming) < 4:  # noqa: PLR2004 — the next one is left alone
        return
    _next, noted, cancelled, moved = coming
    publish_note(noted, "Apportez votre calculatrice et le polycopié, chapitre 3.", by=teacher)
    ask_cancellation(cancelled, by=teacher, reason="Enseignant empêché")
    around = timezone.localdate(moved.starts_at)
    suggested = suggest(moved.activity, session=moved.session, around=around)
    if suggested:
        best = suggested[0]
        ask_move(moved, by=teacher, reason="Colloque", starts_at=best.slot.starts_at, rooms=best.room_codes)
