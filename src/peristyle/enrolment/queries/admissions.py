"""Reading admissions, and the files they came by."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from peristyle.curriculum.public import all_steps, year_start
from peristyle.enrolment.models import Admission, AdmissionImport, Enrolment, ReenrolmentImport
from peristyle.enrolment.rules.admission_rows import KnownStep
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.campaigns import campaign_year
from peristyle.enrolment.rules.capabilities import AUTHORISE_REENROLMENTS, IMPORT_ADMISSIONS, Within
from peristyle.kernel import clock
from peristyle.kernel.permissions import can, scopes
from peristyle.people.public import Person


def present_campaign() -> int:
    """The academic year people enrol in today."""
    return campaign_year(clock.today(), *year_start())


def known_steps() -> dict[tuple[str, str | None], KnownStep]:
    """Every étape by code and version, and by code alone for the newest version."""
    found: dict[tuple[str, str | None], KnownStep] = {}
    for step in all_steps().order_by("code", "version"):
        found[step.code, step.version] = found[step.code, None] = KnownStep(step.pk, step.degree.component_id)
    return found


def imports_visible_to(person: Person) -> QuerySet[AdmissionImport]:
    """The imports an officer may look at: all for who may import everywhere, one's own within a composante."""
    imports = AdmissionImport.objects.select_related("requested_by").defer("text")
    if can(person, IMPORT_ADMISSIONS, Within(None)):
        return imports
    return imports.filter(requested_by=person)


def find_admission(application_number: str, birth_date: date, email: str) -> Admission | None:
    """The newest admission that these three tell; one query, whatever is wrong."""
    admissions = Admission.objects.filter(
        application_number=application_number, birth_date=birth_date, email__iexact=email
    )
    return admissions.order_by("-academic_year_id").first()


def live_admissions(people: Iterable[int]) -> QuerySet[Admission]:
    """The admissions of these persons, but for those whose enrolment was cancelled; `settled`: they are enrolled."""
    enrolled = Enrolment.objects.filter(file__admission=OuterRef("pk"))
    admissions = Admission.objects.filter(person__in=people).annotate(
        settled=Exists(enrolled.filter(cancelled_at=None)), undone=Exists(enrolled.exclude(cancelled_at=None))
    )
    return admissions.filter(undone=False).select_related("academic_year", "step__degree__component")


def reenrolment_imports_visible_to(person: Person) -> QuerySet[ReenrolmentImport]:
    """The files of authorisations an officer may look at: all, or one's own within a composante."""
    imports = ReenrolmentImport.objects.select_related("requested_by").defer("text")
    if can(person, AUTHORISE_REENROLMENTS, Within(None)):
        return imports
    return imports.filter(requested_by=person)


def reenrolments_authorised_within(officer: Person) -> QuerySet[Admission]:
    """The authorisations of the campaign in the officer's composantes, the newest first."""
    authorised = Admission.objects.filter(origin=Origin.REENROLMENT, academic_year__gte=present_campaign())
    within = scopes(officer, AUTHORISE_REENROLMENTS)
    if within is not None:
        authorised = authorised.filter(step__degree__component__in=within)
    return authorised.select_related("person", "step", "academic_year").order_by("-recorded_at", "-pk")


def students_by_number(numbers: Iterable[str]) -> dict[str, int]:
    """The persons with these student numbers; that of an absorbed record leads to the other. One query."""
    records = Person.objects.filter(student_number__in=numbers, erased_at=None)
    rows = records.values_list("student_number", "pk", "merged_into_id")
    return {number: kept or pk for number, pk, kept in rows if number}
