"""All that an officer sees of a student on one page, and of somebody admitted who is none yet."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q

from peristyle.accounts.public import Account, State, account_of_person, state_of
from peristyle.audit.public import journal
from peristyle.curriculum.public import UnitEnrolment, units_of
from peristyle.documents.public import IssuedDocument, documents_of
from peristyle.enrolment.models import (
    Admission,
    CorrectionRequest,
    Enrolment,
    EnrolmentFile,
    FileDecision,
    Invoice,
    SupportingDocument,
)
from peristyle.enrolment.queries.admissions import present_campaign
from peristyle.enrolment.queries.books import balance, invoices_with_books
from peristyle.enrolment.queries.checklists import FileOverview, overviews
from peristyle.enrolment.queries.corrections import corrections_of
from peristyle.enrolment.queries.supporting_documents import document_title
from peristyle.enrolment.queries.years import admissions_of
from peristyle.enrolment.rules.ledger import Balance
from peristyle.kernel import clock
from peristyle.people.public import Person

ENTRIES_PER_PAGE = 15
#: What the office reads of the journal; who signed in from where is not its business.
OF_SCOLARITE = ("enrolment.", "people.", "documents.", "curriculum.")


@dataclass(frozen=True)
class KnownInvoice:
    """An invoice and where it stands."""

    invoice: Invoice
    books: Balance


@dataclass(frozen=True)
class KnownDocument:
    """A supporting document that was given, or said not to concern."""

    title: str
    document: SupportingDocument


@dataclass(frozen=True)
class StudentFile:
    """All that is known of a student: enrolments of all years, files of the campaign as their holder sees them."""

    person: Person
    account: Account | None
    state: State | None
    enrolled: list[tuple[Admission, Enrolment]]
    under_way: list[FileOverview]
    invoices: list[KnownInvoice]
    supporting: list[KnownDocument]
    decisions: list[FileDecision]
    corrections: list[CorrectionRequest]
    issued: list[IssuedDocument]
    units: list[UnitEnrolment]
    timeline: "Page[Any]"


def student_file(person: Person, *, page: str | None) -> StudentFile:
    """Everything about a student, in a number of queries that does not grow with their years."""
    account, campaign = account_of_person(person.pk), present_campaign()
    admissions = list(admissions_of(person))
    present = [admission for admission in admissions if admission.academic_year_id >= campaign]
    files = [admission.file for admission in admissions if hasattr(admission, "file")]
    return StudentFile(
        person=person,
        account=account,
        state=state_of(account, clock.now()) if account else None,
        enrolled=[(file.admission, file.enrolment) for file in files if hasattr(file, "enrolment")],
        under_way=[each for each in overviews(present, person) if not each.cancelled],
        invoices=_invoices(files),
        supporting=_supporting(files),
        decisions=_decisions(files),
        corrections=list(corrections_of(person).select_related("decided_by")),
        issued=list(documents_of(person)),
        units=list(units_of(person, campaign)),
        timeline=_timeline(person, files, page),
    )


@dataclass(frozen=True)
class AdmittedFile:
    """All that is known of somebody admitted."""

    overview: FileOverview
    invoices: list[KnownInvoice]
    decisions: list[FileDecision]


def admitted_file(admission: Admission) -> AdmittedFile:
    """Everything about an admission that led to no student number yet."""
    overview = overviews([admission], admission.person)[0]
    files = [overview.file] if overview.file else []
    return AdmittedFile(overview, _invoices(files), _decisions(files))


def _invoices(files: list[EnrolmentFile]) -> list[KnownInvoice]:
    invoices = invoices_with_books().filter(file__in=files).select_related("receipt", "file__admission__academic_year")
    return [KnownInvoice(invoice, balance(invoice)) for invoice in invoices.order_by("-issued_at", "-pk")]


def _supporting(files: list[EnrolmentFile]) -> list[KnownDocument]:
    given = SupportingDocument.objects.filter(file__in=files).select_related("file__admission__academic_year")
    return [
        KnownDocument(document_title(each.kind), each)
        for each in given.order_by("-file__admission__academic_year", "pk")
    ]


def _decisions(files: list[EnrolmentFile]) -> list[FileDecision]:
    return list(FileDecision.objects.filter(file__in=files).select_related("decided_by", "file__admission__step"))


def _timeline(person: Person, files: list[EnrolmentFile], page: str | None) -> "Page[Any]":
    subjects = [f"people.person:{person.pk}", *(f"enrolment.enrolmentfile:{file.pk}" for file in files)]
    of_scolarite = Q()
    for room in OF_SCOLARITE:
        of_scolarite |= Q(action__startswith=room)
    happened = journal().filter(of_scolarite, subject__in=subjects)
    return Paginator(happened, ENTRIES_PER_PAGE).get_page(page)
