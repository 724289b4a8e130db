"""What the database itself refuses, whoever asks."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from peristyle.enrolment.models import (
    EmailConfirmation,
    Enrolment,
    Invoice,
    InvoiceLine,
    LedgerEntry,
    PaymentAttempt,
    Receipt,
)
from peristyle.enrolment.rules.fees import LineKind
from peristyle.enrolment.rules.means import Means
from peristyle.kernel import clock
from peristyle.people.public import register_person
from tests.enrolment.factories import (
    AdmissionFactory,
    FileFactory,
    ReadyFileFactory,
    an_invoice,
)

pytestmark = pytest.mark.django_db


def an_admission_twice() -> object:
    number = AdmissionFactory.create().application_number
    return AdmissionFactory.create(application_number=number)


def two_files_of_an_admission() -> object:
    return FileFactory.create(admission=FileFactory.create().admission)


def two_live_confirmations() -> object:
    file = FileFactory.create()
    return [EmailConfirmation.objects.create(file=file, sent_to="a@b.fr", requested_at=clock.now()) for _ in range(2)]


def a_used_confirmation_never_sent() -> object:
    return EmailConfirmation.objects.create(
        file=FileFactory.create(), sent_to="a@b.fr", requested_at=clock.now(), used_at=clock.now()
    )


def a_confirmation_tried_six_times() -> object:
    return EmailConfirmation.objects.create(
        file=FileFactory.create(), sent_to="a@b.fr", requested_at=clock.now(), tries=6
    )


def two_standing_invoices() -> object:
    file = an_invoice().file
    return Invoice.objects.create(file=file, number="F2026-X", total_cents=1, issued_at=clock.now())


def a_negative_fee() -> object:
    return InvoiceLine.objects.create(invoice=an_empty_invoice(), kind=LineKind.NATIONAL_FEE, amount_cents=-1)


def a_positive_exemption() -> object:
    return InvoiceLine.objects.create(invoice=an_empty_invoice(), kind=LineKind.GRANT_EXEMPTION, amount_cents=1)


def an_empty_invoice() -> Invoice:
    return Invoice.objects.create(
        file=ReadyFileFactory.create(), number="F2026-X", total_cents=0, issued_at=clock.now()
    )


def two_receipts_of_an_invoice() -> object:
    invoice = an_invoice()
    return [Receipt.objects.create(invoice=invoice, number=f"Q{n}", issued_at=clock.now()) for n in range(2)]


def a_free_attempt() -> object:
    return PaymentAttempt.objects.create(
        invoice=an_invoice(), reference="r", provider="sandbox", amount_cents=0, started_at=clock.now()
    )


def entries(count: int = 1, **facts: object) -> object:
    invoice = an_invoice()
    movement = {
        "invoice": invoice,
        "kind": LedgerEntry.Kind.RECEIVED,
        "means": Means.CARD,
        "provider": "sandbox",
        "transaction_id": "T1",
        "amount_cents": 17800,
        "dated_on": clock.today(),
        "booked_at": clock.now(),
    }
    return [LedgerEntry.objects.create(**movement | facts) for _ in range(count)]


def two_enrolments_in_an_etape() -> object:
    person = register_person(birth_name="Martin", given_name="Léa", birth_date=AdmissionFactory.birth_date)
    files = [ReadyFileFactory.create() for _ in range(2)]
    return [
        Enrolment.objects.create(
            file=file,
            person=person,
            step=file.admission.step,
            academic_year=file.admission.academic_year,
            validated_at=clock.now(),
        )
        for file in files
    ]


REFUSED: dict[str, Callable[[], object]] = {
    "an admission twice": an_admission_twice,
    "a short application number": lambda: AdmissionFactory.create(application_number="P26"),
    "two files of an admission": two_files_of_an_admission,
    "identifiers without a CVEC number": lambda: FileFactory.create(identified_at=clock.now()),
    "a contact without an address": lambda: FileFactory.create(contact_given_at=clock.now()),
    "an address confirmed but not given": lambda: FileFactory.create(personal_email_confirmed_at=clock.now()),
    "two live confirmations": two_live_confirmations,
    "a used confirmation never sent": a_used_confirmation_never_sent,
    "a confirmation tried six times": a_confirmation_tried_six_times,
    "two standing invoices": two_standing_invoices,
    "a negative fee": a_negative_fee,
    "a positive exemption": a_positive_exemption,
    "two receipts of an invoice": two_receipts_of_an_invoice,
    "a free attempt": a_free_attempt,
    "a transaction twice": lambda: entries(2),
    "a cheque twice": lambda: entries(2, provider="", means=Means.CHEQUE),
    "money that comes below zero": lambda: entries(amount_cents=-1),
    "money given back above zero": lambda: entries(kind=LedgerEntry.Kind.GIVEN_BACK),
    "a reversal of nothing": lambda: entries(kind=LedgerEntry.Kind.REVERSED, amount_cents=-1),
    "two enrolments in an étape": two_enrolments_in_an_etape,
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_the_database_refuses(make: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
