"""Reading enrolments: those that stand, and those of a person."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from peristyle.enrolment.models import Enrolment, EnrolmentFile, Receipt
from peristyle.enrolment.queries.files import known_person
from peristyle.enrolment.rules.feed_rows import SettledElsewhere
from peristyle.people.public import Person


def standing_enrolments() -> QuerySet[Enrolment]:
    """The enrolments that count: whatever was cancelled is left out."""
    return Enrolment.objects.filter(cancelled_at=None)


def is_enrolled(person: Person, file: EnrolmentFile) -> bool:
    """Whether the person is enrolled already in the étape and year of this file."""
    admission = file.admission
    return (
        standing_enrolments()
        .filter(person=person, step_id=admission.step_id, academic_year_id=admission.academic_year_id)
        .exists()
    )


def has_main_enrolment(person: Person, year: int) -> bool:
    """Whether the person has an enrolment paid in full that year: any other is secondary, at the reduced rate."""
    return standing_enrolments().filter(person=person, academic_year_id=year, main=True).exists()


def enrolments_of(person: Person) -> QuerySet[Enrolment]:
    """The enrolments of a person, newest year first, with what a page shows of them: two queries."""
    return Enrolment.objects.filter(person=person).select_related("academic_year", "step__degree__component")


def consulted_enrolments(person: Person, year: int) -> QuerySet[Enrolment]:
    """The enrolments of a person from this year on, and whether they are settled, here or elsewhere: one query."""
    here = Exists(Receipt.objects.filter(invoice__file=OuterRef("file")))
    paid = ExpressionWrapper(Q(here) | Q(file__settled_elsewhere=SettledElsewhere.PAID), BooleanField())
    return enrolments_of(person).filter(academic_year_id__gte=year).annotate(paid=paid)


def consulted_person(person_id: int) -> Person | None:
    """Whoever proved their number and birth date a moment ago."""
    return Person.objects.filter(pk=person_id, erased_at=None).first()


def was_enrolled_before(file: EnrolmentFile) -> bool:
    """Whether the person of a file was enrolled here in a former year."""
    person = known_person(file)
    former = standing_enrolments().filter(academic_year__lt=file.admission.academic_year_id)
    return person is not None and former.filter(person=person).exists()
