"""Reading what somebody has of each academic year: admissions, their files and enrolments."""

from django.db.models import F, Q, QuerySet

from peristyle.enrolment.models import Admission
from peristyle.enrolment.queries.admissions import present_campaign
from peristyle.people.public import Person


def admissions_of(person: Person) -> QuerySet[Admission]:
    """The admissions of a person with their files and enrolments, main enrolments first."""
    own = Admission.objects.filter(Q(person=person) | Q(file__enrolment__person=person))
    return own.select_related("academic_year", "step__degree__component", "file__enrolment").order_by(
        "-academic_year_id", F("file__enrolment__main").desc(nulls_last=True), "recorded_at", "pk"
    )


def years_of(person: Person) -> list[int]:
    """The academic years of which a person has something, newest first: one query."""
    own = admissions_of(person).order_by("-academic_year_id")
    return list(own.values_list("academic_year_id", flat=True).distinct())


def reenrolments_to_begin(person: Person) -> QuerySet[Admission]:
    """The authorisations of the campaign of which no file was settled, the oldest first."""
    of_the_campaign = admissions_of(person).filter(academic_year__gte=present_campaign(), file__enrolment=None)
    return of_the_campaign.order_by("recorded_at", "pk")
