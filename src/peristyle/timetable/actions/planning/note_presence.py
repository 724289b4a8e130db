"""Note where in the grid a planner is, for others who work there."""

from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.models import PlannerPresence, Session

_LONGEST_PLACE = 200


def note_presence(planner: Person, place: str, *, holds: Session | None) -> None:
    """They look at this place now, and hold this session if any: one row each, which nobody needs later."""
    known = {"seen_at": clock.now(), "place": place[:_LONGEST_PLACE], "holds": holds}
    PlannerPresence.objects.update_or_create(person=planner, defaults=known)
