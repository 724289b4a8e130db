"""Leave for the bank, say that a transfer or a cheque will come, or be enrolled at once when nothing is to be paid."""

import secrets

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.issue_invoice import issue_invoice
from peristyle.enrolment.actions.settle_payment import settle_payment
from peristyle.enrolment.adapters import payment_provider
from peristyle.enrolment.models import EnrolmentFile, Instalment, InstalmentPlan, Invoice, PaymentAttempt
from peristyle.enrolment.queries import balance_of, instalment_offer, is_enrolled, known_person
from peristyle.enrolment.queries.office import blocking_decision
from peristyle.enrolment.rules.instalments import NotInInstalments
from peristyle.enrolment.rules.means import BY_HAND, Means
from peristyle.kernel import clock
from peristyle.people.public import Person


class AlreadyEnrolled(Exception):
    """The person has this étape of this year already, by another admission."""


class AwaitsDecision(Exception):
    """An officer decides upon this file before anything is paid, or has refused it."""


class InstalmentsRefused(Exception):
    """The rules do not let this invoice be paid in several times; `why_not` says why."""

    def __init__(self, why_not: NotInInstalments) -> None:
        super().__init__(why_not)
        self.why_not = why_not


@transaction.atomic
def start_payment(file: EnrolmentFile, *, in_instalments: bool = False) -> PaymentAttempt | None:
    """A new attempt to pay the file's invoice by card; None when it is free and therefore settled.

    Raises AlreadyPaid, AlreadyEnrolled, AwaitsDecision, NoTariffError, InstalmentsRefused.
    """
    invoice = _invoice_of(file)
    if not invoice.total_cents:
        settle_payment(invoice.pk, None)
        return None
    due_cents = balance_of(invoice).due_cents
    first = _plan(file, invoice, due_cents).instalments.get(position=1) if in_instalments else None
    return new_attempt(invoice, first.amount_cents if first else due_cents, instalment=first)


@transaction.atomic
def await_payment(file: EnrolmentFile, means: Means) -> Invoice:
    """The invoice whose number goes with a transfer or a cheque, which an officer records once it came.

    Raises AlreadyPaid, AlreadyEnrolled, AwaitsDecision, NoTariffError, ValueError.
    """
    if means not in BY_HAND:
        raise ValueError(means)
    invoice = _invoice_of(file)
    if not invoice.total_cents:
        settle_payment(invoice.pk, None)
        return invoice
    invoice.awaited_means = means
    invoice.save(update_fields=["awaited_means"])
    record("enrolment.await_payment", subject=file, invoice=invoice.number, means=means)
    return invoice


def new_attempt(
    invoice: Invoice, amount_cents: int, *, instalment: Instalment | None = None, by: Person | None = None
) -> PaymentAttempt:
    """Somebody leaves for the bank with an amount that we computed."""
    attempt = PaymentAttempt.objects.create(
        invoice=invoice,
        instalment=instalment,
        by=by,
        reference=secrets.token_hex(16),
        provider=payment_provider().code,
        amount_cents=amount_cents,
        started_at=clock.now(),
    )
    record("enrolment.start_payment", subject=invoice.file, invoice=invoice.number, amount_cents=amount_cents)
    return attempt


def _invoice_of(file: EnrolmentFile) -> Invoice:
    EnrolmentFile.objects.select_for_update().get(pk=file.pk)
    person = known_person(file)
    if person and is_enrolled(person, file):
        raise AlreadyEnrolled
    if blocking_decision(file):
        raise AwaitsDecision
    return issue_invoice(file)


def _plan(file: EnrolmentFile, invoice: Invoice, due_cents: int) -> InstalmentPlan:
    offer = instalment_offer(file, due_cents if due_cents == invoice.total_cents else 0)
    if offer.why_not:
        raise InstalmentsRefused(offer.why_not)
    plan = InstalmentPlan.objects.create(invoice=invoice, made_at=clock.now())
    Instalment.objects.bulk_create(
        Instalment(plan=plan, position=position, amount_cents=part.amount_cents, due_on=part.due_on)
        for position, part in enumerate(offer.parts, start=1)
    )
    return plan
