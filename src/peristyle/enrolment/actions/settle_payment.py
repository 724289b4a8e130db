"""Settle an invoice: the payment, the receipt, the enrolment, the person, their affiliation and their account.

All of it or nothing: one transaction, with the tasks that follow.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from peristyle.accounts.public import account_of_person, open_account
from peristyle.audit.public import record
from peristyle.enrolment.actions.next_number import RECEIPTS, next_number
from peristyle.enrolment.actions.send_receipt import send_receipt
from peristyle.enrolment.events import EnrolmentPaid
from peristyle.enrolment.models import (
    Enrolment,
    EnrolmentFile,
    Invoice,
    Payment,
    PaymentAttempt,
    Receipt,
    Verdict,
)
from peristyle.enrolment.queries import confirmed_address, is_enrolled, known_person
from peristyle.enrolment.rules.campaigns import affiliation_start
from peristyle.kernel import clock, institution
from peristyle.kernel.events import emit
from peristyle.people.public import (
    AffiliationKind,
    Person,
    give_student_number,
    open_affiliation,
    register_person,
    set_backup_email,
)

SOURCE = "enrolment"


class NothingReceived(Exception):
    """An invoice that is not free cannot be settled without a payment."""


@dataclass(frozen=True)
class ReceivedPayment:
    """A payment the bank has accepted."""

    attempt: PaymentAttempt
    transaction_id: str
    amount_cents: int


def settle_payment(invoice_id: int, received: ReceivedPayment | None) -> Verdict:
    """Enrol the holder of an invoice, once, and tell what became of the payment (None: the invoice is free).

    « L’activation de votre compte est obligatoire et sera possible 15 minutes après le paiement de votre inscription. »
    Raises NothingReceived.
    """
    with transaction.atomic():
        invoices = Invoice.objects.select_for_update(of=("self",)).select_related(
            "file__admission__academic_year", "file__admission__step__degree__component"
        )
        invoice = invoices.get(pk=invoice_id)
        if received is None and invoice.total_cents:
            raise NothingReceived
        if received and (verdict := _known_or_wrong(invoice, received)):
            return verdict
        if invoice.cancelled_at or hasattr(invoice, "receipt"):
            return _keep_for_refund(invoice, received) if received else Verdict.ALREADY_KNOWN
        person = _person_of(invoice.file)
        if is_enrolled(person, invoice.file):
            return _keep_for_refund(invoice, received) if received else Verdict.ALREADY_KNOWN
        if received:
            _take_down(invoice, received)
        _enrol(person, invoice)
        return Verdict.ACCEPTED


def _known_or_wrong(invoice: Invoice, received: ReceivedPayment) -> Verdict | None:
    known = Payment.objects.filter(provider=received.attempt.provider, transaction_id=received.transaction_id).first()
    if known:
        same = (known.attempt_id, known.amount_cents) == (received.attempt.pk, received.amount_cents)
        return Verdict.ALREADY_KNOWN if same else Verdict.CONTRADICTION
    return Verdict.WRONG_AMOUNT if received.amount_cents != invoice.total_cents else None


def _keep_for_refund(invoice: Invoice, received: ReceivedPayment) -> Verdict:
    payment = _take_down(invoice, received, refund_due=True)
    record("enrolment.owe_refund", subject=payment, invoice=invoice.number, amount_cents=payment.amount_cents)
    return Verdict.REFUND_DUE


def _take_down(invoice: Invoice, received: ReceivedPayment, *, refund_due: bool = False) -> Payment:
    return Payment.objects.create(
        attempt=received.attempt,
        invoice=invoice,
        provider=received.attempt.provider,
        transaction_id=received.transaction_id,
        amount_cents=received.amount_cents,
        received_at=clock.now(),
        refund_due_at=clock.now() if refund_due else None,
    )


def _enrol(person: Person, invoice: Invoice) -> None:
    now = clock.now()
    file = invoice.file
    admission = file.admission
    year = admission.academic_year
    receipt = Receipt.objects.create(invoice=invoice, number=next_number(RECEIPTS), issued_at=now)
    enrolment = Enrolment.objects.create(
        file=file, person=person, step=admission.step, academic_year=year, validated_at=now
    )
    give_student_number(person)
    open_affiliation(
        person,
        AffiliationKind.STUDENT,
        starts_on=affiliation_start(timezone.localdate(now), year.starts_on),
        ends_on=year.ends_on,
        source=SOURCE,
        source_reference=f"{year.number}/{admission.application_number}",
        component=admission.step.degree.component,
    )
    rules = institution.current()
    open_account(person, domain=rules.domains.student, activatable_at=now + rules.accounts.activation_delay)
    record(
        "enrolment.enrol",
        subject=person,
        enrolment=enrolment.pk,
        invoice=invoice.number,
        receipt=receipt.number,
        amount_cents=invoice.total_cents,
    )
    send_receipt.enqueue(receipt.pk)
    emit(EnrolmentPaid(enrolment_id=enrolment.pk, person_id=person.pk, academic_year=year.number))


def _person_of(file: EnrolmentFile) -> Person:
    """Whoever the university knows by this INE, or somebody new; held until the end of the transaction."""
    person = known_person(file) or _register(file)
    Person.objects.select_for_update().get(pk=person.pk)
    account = account_of_person(person.pk)
    confirmed = confirmed_address(file)
    # Whoever holds an active account changes this address there, with their password.
    if confirmed and (account is None or not hasattr(account, "activation")):
        set_backup_email(person, confirmed.address, verified_at=confirmed.confirmed_at)
    return person


def _register(file: EnrolmentFile) -> Person:
    try:
        with transaction.atomic():
            return _register_with(file, file.national_id or None)
    except IntegrityError:
        # Two payments of one person at the same instant, or an INE that is somebody else's: then one of the two is
        # mistaken and an officer must look, but who has paid is enrolled.
        person = known_person(file)
        if person is None:
            person = _register_with(file, None)
            record("enrolment.national_id_taken", subject=person, file=file.pk)
        return person


def _register_with(file: EnrolmentFile, national_id: str | None) -> Person:
    admission = file.admission
    return register_person(
        birth_name=admission.birth_name,
        given_name=admission.given_name,
        birth_date=admission.birth_date,
        national_id=national_id,
        other_given_names=admission.other_given_names,
        usual_name=admission.usual_name,
        civility=admission.civility,
        birth_place=admission.birth_place,
        birth_country=admission.birth_country,
        phone=file.phone,
        language=file.language,
    )
