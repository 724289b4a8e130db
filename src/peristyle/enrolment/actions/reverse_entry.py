"""Undo a payment that had not really come: an unpaid cheque, a mistake of typing."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.lock_invoice import lock_invoice
from peristyle.enrolment.actions.post_entry import Movement, post_entry
from peristyle.enrolment.models import LedgerEntry
from peristyle.enrolment.rules.means import BY_HAND, Means
from peristyle.people.public import Person


class NotReversible(Exception):
    """It was reversed already, or it is the bank's word and not an officer's."""


@transaction.atomic
def reverse_entry(entry: LedgerEntry, *, explanation: str, by: Person) -> LedgerEntry:
    """A negative entry of the same amount: the invoice is open again. Raises NotReversible."""
    invoice = lock_invoice(entry.invoice_id)
    if (
        entry.kind != LedgerEntry.Kind.RECEIVED
        or entry.means not in BY_HAND
        or LedgerEntry.objects.filter(reverses=entry).exists()
    ):
        raise NotReversible
    movement = Movement(
        LedgerEntry.Kind.REVERSED,
        Means(entry.means),
        -entry.amount_cents,
        transaction_id=entry.transaction_id,
        by=by,
        explanation=explanation,
        reverses=entry,
    )
    reversal, _ = post_entry(invoice, movement)
    record(
        "enrolment.reverse_entry", actor=by, subject=reversal, invoice=invoice.number, amount_cents=entry.amount_cents
    )
    return reversal
