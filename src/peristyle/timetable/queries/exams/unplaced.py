"""Exams that are due and stand nowhere."""

from django.db.models import Count, F, Q, QuerySet

from peristyle.curriculum.public import current_year_number
from peristyle.people.public import Person
from peristyle.timetable.models import Activity
from peristyle.timetable.queries.planning.scope import planned_activities
from peristyle.timetable.rules.sessions import ActivityKind

#: More are not listed.
LISTED = 50


def exams_without_date(planner: Person) -> QuerySet[Activity]:
    """The exams of this year of which fewer sessions stand than are due."""
    standing = Count("sessions", filter=Q(sessions__cancelled_at=None))
    exams = planned_activities(planner).filter(kind=ActivityKind.EXAM, year__gte=current_year_number())
    return exams.annotate(standing=standing).filter(standing__lt=F("session_count"))[:LISTED]
