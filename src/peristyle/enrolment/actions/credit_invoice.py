"""Credit an invoice: less is owed for it, and what was paid beyond is owed back."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.lock_invoice import lock_invoice
from peristyle.enrolment.actions.next_number import CREDITS, next_number
from peristyle.enrolment.actions.rebalance import rebalance
from peristyle.enrolment.models import CreditNote, Invoice
from peristyle.enrolment.queries import balance_of
from peristyle.kernel import clock
from peristyle.people.public import Person


@transaction.atomic
def credit_invoice(
    invoice: Invoice, amount_cents: int, *, reason: CreditNote.Reason, by: Person | None, explanation: str = ""
) -> CreditNote | None:
    """A credit of so much, or of all that is left to claim; None when nothing is."""
    locked = lock_invoice(invoice.pk)
    amount_cents = min(amount_cents, balance_of(locked).claimed_cents)
    if amount_cents <= 0:
        return None
    credit = CreditNote.objects.create(
        invoice=locked,
        number=next_number(CREDITS),
        amount_cents=amount_cents,
        reason=reason,
        explanation=explanation,
        by=by,
        made_at=clock.now(),
    )
    rebalance(locked)
    record("enrolment.credit_invoice", actor=by, subject=credit, invoice=locked.number, amount_cents=amount_cents)
    return credit
