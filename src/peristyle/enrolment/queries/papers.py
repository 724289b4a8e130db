"""Reading what somebody may have for their enrolments, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import Prefetch, QuerySet

from peristyle.enrolment.models import Enrolment, LedgerEntry, Receipt, StudentCard
from peristyle.enrolment.queries.books import payment_states_of
from peristyle.enrolment.queries.enrolments import enrolments_of, standing_enrolments
from peristyle.enrolment.queries.supporting_documents import documents_complete
from peristyle.enrolment.rules.papers import Condition, EnrolmentFacts, Paper, unmet
from peristyle.enrolment.rules.papers_file import NAME, PapersFile
from peristyle.kernel import clock, institution
from peristyle.people.public import Person

#: What each enrolment has of its own; the SCOL'PASS is of a whole year.
OF_AN_ENROLMENT = (Paper.CERTIFICATE, Paper.ATTESTATION, Paper.RECEIPT)


class NoPapersFile(Exception):
    """The institution has no papers.toml: nobody says who signs."""

    def __str__(self) -> str:
        return f"{NAME} is missing beside institution.toml: it says who signs certificates, and what each wants"


@cache
def papers_file() -> PapersFile:
    """Who signs, and what each paper wants. Raises NoPapersFile."""
    file = institution.beside(NAME, PapersFile)
    if file is None:
        raise NoPapersFile
    return file


@dataclass(frozen=True)
class EnrolmentPapers:
    """An enrolment, and for each of its papers what is still missing: nothing, and it may be had."""

    enrolment: Enrolment
    missing: dict[Paper, tuple[Condition, ...]]


def papers_of(person: Person) -> list[EnrolmentPapers]:
    """All enrolments of a person, newest year first, with what each opens."""
    return rights(enrolments_of(person).select_related("file__admission__step__degree__component"))


def rights(enrolments: Iterable[Enrolment]) -> list[EnrolmentPapers]:
    """What each of some enrolments of one person opens."""
    kept = list(enrolments)
    payments = payment_states_of(enrolment.file for enrolment in kept)
    wants = papers_file().wants
    found = []
    for enrolment in kept:
        stands = enrolment.cancelled_at is None
        past = enrolment.academic_year.ends_on < clock.today()
        facts = EnrolmentFacts(
            stands=stands,
            payment=payments[enrolment.file_id],
            # The pieces of a former year were seen to in their time, and are erased since.
            documents_accepted=past or (stands and documents_complete(enrolment.file)),
        )
        found.append(EnrolmentPapers(enrolment, {paper: unmet(wants[paper], facts) for paper in Paper}))
    return found


def enrolments_of_year(person: Person, year: int) -> QuerySet[Enrolment]:
    """What the SCOL'PASS of a year lists: the standing enrolments, the main one first."""
    enrolments = standing_enrolments().filter(person=person, academic_year=year)
    return enrolments.select_related("academic_year", "step__degree__component").order_by("-main", "id")


def receipt_of(enrolment: Enrolment) -> Receipt | None:
    """The receipt of an enrolment with all that the quittance says."""
    entries = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.RECEIVED, reversal=None)
    receipts = Receipt.objects.filter(invoice__file=enrolment.file_id, invoice__cancelled_at=None)
    return (
        receipts.select_related("invoice__file__enrolment__step", "invoice__file__enrolment__academic_year")
        .prefetch_related("invoice__lines", "invoice__credits", Prefetch("invoice__entries", entries))
        .first()
    )


def card_of(person: Person) -> StudentCard | None:
    """The card of a student, once they have one."""
    return StudentCard.objects.filter(person=person).first()
