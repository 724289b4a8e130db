"""Reading what somebody has of each academic year: admissions, their files and enrolments."""

from django.db.models import F, QuerySet

from peristyle.enrolment.models import Admission, Enrolment
from peristyle.enrolment.queries.admissions import present_campaign
from peristyle.people.public import Person


def admissions_of(person: Person) -> QuerySet[Admission]:
    """The admissions of a person with their files and enrolments, main enrolments first.

    A union, and not one condition or the other: so the database finds the few by their indexes.
    """
    enrolled = Enrolment.objects.filter(person=person).order_by().values_list("file__admission")
    own = Admission.objects.filter(person=person).order_by().values_list("pk").union(enrolled)
    return _with_files(Admission.objects.filter(pk__in=own)).order_by(
        "-academic_year_id", F("file__enrolment__main").desc(nulls_last=True), "recorded_at", "pk"
    )


def years_of(person: Person) -> list[int]:
    """The academic years of which a person has something, newest first: one query."""
    own = admissions_of(person).order_by("-academic_year_id")
    return list(own.values_list("academic_year_id", flat=True).distinct())


def reenrolments_to_begin(person: Person) -> QuerySet[Admission]:
    """The authorisations of the campaign of which no file was settled, the oldest first."""
    authorised = Admission.objects.filter(person=person, academic_year__gte=present_campaign(), file__enrolment=None)
    return _with_files(authorised).order_by("recorded_at", "pk")


def _with_files(admissions: QuerySet[Admission]) -> QuerySet[Admission]:
    return admissions.select_related("academic_year", "step__degree__component", "file__enrolment")
