"""What speaks against a placement."""

from peristyle.timetable.models import Activity
from peristyle.timetable.queries.obstacles import obstacles_to
from peristyle.timetable.rules.conflicts import Conflict
from peristyle.timetable.rules.sessions import Placement


def conflicts_of(activity: Activity, placement: Placement, *, session_id: int | None = None) -> list[Conflict]:
    """All that speaks against placing a session (this one, else a new one) of an activity there: hard ones first."""
    return obstacles_to(activity, placement, placement.slot, session_id=session_id).against(placement.slot)
