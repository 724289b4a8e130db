"""Write down the enrolments of a year, as if each had been made and paid online."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from peristyle.curriculum.public import AcademicYear
from peristyle.demo.actions.write_admissions import admission_of
from peristyle.demo.actions.write_people import application_number
from peristyle.demo.actions.write_teaching import Steps
from peristyle.demo.university.draw import DrawnStudent
from peristyle.enrolment.public import (
    Admission,
    Enrolment,
    EnrolmentFile,
    Invoice,
    InvoiceLine,
    LedgerEntry,
    Means,
    PaymentAttempt,
    Receipt,
    quote,
    total,
)
from peristyle.kernel import institution
from peristyle.people.public import Person

BANK = "sandbox"
_STREETS = (
    "rue des Étuves",
    "avenue de Lodève",
    "rue du Faubourg-Boutonnet",
    "cours Gambetta",
    "allée des Micocouliers",
)
_ADMITTED_BEFORE, _ANSWERED_BEFORE = timedelta(days=20), timedelta(minutes=12)


@dataclass(frozen=True)
class Paid:
    """A student who has paid the enrolment of a year, when, and the year of their studies that it was."""

    person: Person
    student: DrawnStudent
    at: datetime
    year_of_study: int

    @property
    def step_code(self) -> str:
        """The étape."""
        return self.student.degree.step_code(self.year_of_study)


def write_enrolments(paid: Sequence[Paid], year: AcademicYear, steps: Steps) -> None:
    """Admission, file, invoice, payment, receipt and enrolment of each."""
    admissions = Admission.objects.bulk_create(
        admission_of(
            each.student.identity,
            application_number(each.student, year.number),
            year=year,
            step=steps[each.step_code],
            email=each.person.backup_email,
            grant_holder=each.student.grant_holder,
            recorded_at=each.at - _ADMITTED_BEFORE,
            person=each.person,
        )
        for each in paid
    )
    files = EnrolmentFile.objects.bulk_create(
        _file(each, admission) for each, admission in zip(paid, admissions, strict=True)
    )
    _write_invoices(paid, files, year)
    Enrolment.objects.bulk_create(
        Enrolment(
            file=file, person=each.person, step_id=file.admission.step_id, academic_year=year, validated_at=each.at
        )
        for each, file in zip(paid, files, strict=True)
    )


def _file(paid: Paid, admission: Admission) -> EnrolmentFile:
    student, answered_at = paid.student, paid.at - _ANSWERED_BEFORE
    number = student.student_number
    address = paid.person.backup_email
    return EnrolmentFile(
        admission=admission,
        language=student.language,
        started_at=answered_at,
        national_id=student.national_id,
        cvec_number=f"MP{admission.academic_year_id % 100}-{number[:6]}-{number[6:]}",
        identified_at=answered_at,
        street=f"{int(number[-2:]) + 1} {_STREETS[int(number) % len(_STREETS)]}",
        postal_code="34000",
        city="Montpellier",
        country="FR",
        personal_email=address,
        contact_given_at=answered_at if address else None,
        personal_email_confirmed_at=answered_at if address else None,
        step_confirmed_at=answered_at,
        situation_given_at=answered_at,
    )


def _write_invoices(paid: Sequence[Paid], files: Sequence[EnrolmentFile], year: AcademicYear) -> None:
    fees = institution.current().fees
    quotes = [
        quote(
            each.student.degree.level,
            timezone.localdate(each.at),
            fees.national,
            grant_holder=each.student.grant_holder,
            grant_holders_exempt=fees.grant_holders_exempt,
        )
        for each in paid
    ]
    # D: a series of the demonstration's own, so that true numbers go on from one without a gap.
    invoices = Invoice.objects.bulk_create(
        Invoice(
            file=file,
            number=f"F{year.number}-D{each.student.student_number}",
            total_cents=total(lines),
            issued_at=each.at - timedelta(minutes=3),
        )
        for each, file, lines in zip(paid, files, quotes, strict=True)
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(invoice=invoice, kind=line.kind, amount_cents=line.amount_cents, detail=line.detail)
        for invoice, lines in zip(invoices, quotes, strict=True)
        for line in lines
    )
    _write_payments([(invoice, each) for invoice, each in zip(invoices, paid, strict=True) if invoice.total_cents])
    Receipt.objects.bulk_create(
        Receipt(invoice=invoice, number=f"Q{invoice.number[1:]}", issued_at=each.at)
        for invoice, each in zip(invoices, paid, strict=True)
    )


def _write_payments(owed: Sequence[tuple[Invoice, Paid]]) -> None:
    attempts = PaymentAttempt.objects.bulk_create(
        PaymentAttempt(
            invoice=invoice,
            reference=f"demo-{invoice.number}",
            provider=BANK,
            amount_cents=invoice.total_cents,
            started_at=each.at - timedelta(minutes=2),
        )
        for invoice, each in owed
    )
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            attempt=attempt,
            invoice=attempt.invoice,
            kind=LedgerEntry.Kind.RECEIVED,
            means=Means.CARD,
            provider=BANK,
            transaction_id=attempt.reference,
            amount_cents=attempt.amount_cents,
            dated_on=timezone.localdate(each.at),
            booked_at=each.at,
        )
        for attempt, (_, each) in zip(attempts, owed, strict=True)
    )
