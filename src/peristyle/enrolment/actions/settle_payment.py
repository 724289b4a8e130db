"""Settle an invoice: write what came in the ledger, and enrol its holder as soon as it is covered.

All of it or nothing: one transaction, with the tasks that follow.
"""

from dataclasses import dataclass

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.enrol import enrol, person_to_enrol
from peristyle.enrolment.actions.lock_invoice import lock_invoice
from peristyle.enrolment.actions.lower_to_reduced_rate import lower_to_reduced_rate
from peristyle.enrolment.actions.post_entry import Movement, post_entry
from peristyle.enrolment.actions.rebalance import rebalance
from peristyle.enrolment.models import InstalmentPlan, Invoice, LedgerEntry, PaymentAttempt, Verdict
from peristyle.enrolment.queries import balance_of, is_enrolled
from peristyle.enrolment.rules.ledger import Balance
from peristyle.enrolment.rules.means import Means
from peristyle.kernel import clock


class NothingReceived(Exception):
    """An invoice that is not free cannot be settled without a payment."""


@dataclass(frozen=True)
class ReceivedPayment:
    """A payment the bank has accepted."""

    attempt: PaymentAttempt
    transaction_id: str
    amount_cents: int
    means: Means = Means.CARD


def settle_payment(invoice_id: int, received: ReceivedPayment | None) -> Verdict:
    """Enrol the holder of an invoice, once, and tell what became of the payment (None: the invoice is free).

    « L’activation de votre compte est obligatoire et sera possible 15 minutes après le paiement de votre inscription. »
    Raises NothingReceived.
    """
    with transaction.atomic():
        invoice = lock_invoice(invoice_id)
        if received is None:
            if invoice.total_cents:
                raise NothingReceived
            return Verdict.ACCEPTED if settle_if_covered(invoice, balance_of(invoice)) else Verdict.ALREADY_KNOWN
        if verdict := _known_or_wrong(received):
            return verdict
        _agree_upon_plan(received.attempt)
        before = balance_of(invoice)
        entry, after = post_entry(
            invoice,
            Movement(
                LedgerEntry.Kind.RECEIVED,
                received.means,
                received.amount_cents,
                transaction_id=received.transaction_id,
                attempt=received.attempt,
            ),
        )
        settle_if_covered(invoice, after)
        owed_back = balance_of(invoice).owed_back_cents
        if owed_back == before.owed_back_cents:
            return Verdict.ACCEPTED
        record("enrolment.owe_refund", subject=entry, invoice=invoice.number, amount_cents=owed_back)
        return Verdict.REFUND_DUE


def settle_if_covered(invoice: Invoice, books: Balance) -> bool:
    """Enrol the holder of a locked invoice once all of it, or its first instalment, is paid; whether it was done now.

    Whoever has this étape by another application is not enrolled twice: the invoice is cancelled, its money owed back.
    """
    if invoice.cancelled_at or hasattr(invoice, "receipt") or not _is_covered(invoice, books):
        return False
    person = person_to_enrol(invoice.file)
    if is_enrolled(person, invoice.file):
        invoice.cancelled_at = clock.now()
        invoice.save(update_fields=["cancelled_at"])
        rebalance(invoice)
        return False
    enrol(person, invoice)
    lower_to_reduced_rate(person, invoice)
    return True


def _is_covered(invoice: Invoice, books: Balance) -> bool:
    first = invoice.plans.filter(
        agreed_at__isnull=False, instalments__position=1, instalments__settled_at__isnull=False
    )
    return not books.due_cents or first.exists()


def _known_or_wrong(received: ReceivedPayment) -> Verdict | None:
    attempt = received.attempt
    known = LedgerEntry.objects.filter(
        provider=attempt.provider, transaction_id=received.transaction_id, kind=LedgerEntry.Kind.RECEIVED
    ).first()
    if known:
        same = (known.attempt_id, known.amount_cents) == (attempt.pk, received.amount_cents)
        return Verdict.ALREADY_KNOWN if same else Verdict.CONTRADICTION
    return None if received.amount_cents in _amounts_asked(attempt) else Verdict.WRONG_AMOUNT


def _amounts_asked(attempt: PaymentAttempt) -> set[int]:
    """What was to be paid, and what the bank may take later by itself under the same reference."""
    if attempt.instalment is None:
        return {attempt.amount_cents}
    return {attempt.amount_cents, *attempt.instalment.plan.instalments.values_list("amount_cents", flat=True)}


def _agree_upon_plan(attempt: PaymentAttempt) -> None:
    """The schedule whose first part is paid becomes the invoice's, unless another one is already."""
    if attempt.instalment is None:
        return
    agreed = InstalmentPlan.objects.filter(invoice=attempt.invoice_id, agreed_at__isnull=False)
    if not agreed.exists():
        InstalmentPlan.objects.filter(pk=attempt.instalment.plan_id).update(agreed_at=clock.now())
