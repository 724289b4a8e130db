"""What is still to be placed of what a planner looks at."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from peristyle.people.public import Person
from peristyle.timetable.models import Activity
from peristyle.timetable.queries.planning.scope import planned_activities
from peristyle.timetable.queries.planning.views import View

#: More would be no list to drag from: who wants to see less chooses fewer units.
MOST = 30


@dataclass(frozen=True)
class ToPlace:
    """The activities that lack sessions, as many as fit a list, and how many more there are."""

    activities: tuple[Activity, ...]
    more: int


def to_place(view: View, planner: Person) -> ToPlace:
    """The planner's own activities of a view with fewer sessions (`standing`) than are due: four queries."""
    standing = Count("sessions", filter=Q(sessions__cancelled_at=None))
    short = view.of_activities(planned_activities(planner)).annotate(standing=standing)
    found = short.filter(standing__lt=F("session_count")).prefetch_related("groups", "teachers")
    kept = tuple(found[:MOST])
    return ToPlace(kept, found.count() - MOST if len(kept) == MOST else 0)
