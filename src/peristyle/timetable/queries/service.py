"""What somebody teaches in a year, in hours."""

from django.utils import timezone

from peristyle.curriculum.public import CalendarPeriod, PeriodKind
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.models import PublishedSession
from peristyle.timetable.rules.service import Heading, Service, semester_on
from peristyle.timetable.rules.sessions import ActivityKind


def service_of(person: Person, year: int, language: str) -> Service:
    """Published classes and exams of a year, by semester, unit and kind: two queries."""
    now, service = clock.now(), Service()
    classes = CalendarPeriod.objects.filter(year=year, kind=PeriodKind.CLASSES)
    starts = list(classes.values_list("starts_on", flat=True))
    taught = PublishedSession.objects.filter(teachers=person, activity__year=year)
    for session in taught.exclude(activity__kind=ActivityKind.EVENT).select_related("activity__unit"):
        activity = session.activity
        heading = Heading(
            semester_on(timezone.localtime(session.starts_at).date(), starts),
            activity.code,
            activity.name(language),
            activity.kind,
        )
        service.add(heading, session.slot, cancelled=session.cancelled, now=now)
    return service


def years_taught(person: Person) -> list[int]:
    """The years in which somebody teaches something, newest first."""
    years = PublishedSession.objects.filter(teachers=person).order_by("-activity__year")
    return list(years.values_list("activity__year", flat=True).distinct())
