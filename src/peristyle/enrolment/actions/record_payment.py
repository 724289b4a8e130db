"""Record a transfer or a cheque that came to the registrar's office."""

from datetime import date

from django.db import IntegrityError, transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.lock_invoice import lock_invoice
from peristyle.enrolment.actions.post_entry import Movement, post_entry
from peristyle.enrolment.actions.settle_payment import settle_if_covered
from peristyle.enrolment.models import Invoice, LedgerEntry
from peristyle.enrolment.rules.means import BY_HAND, Means
from peristyle.people.public import Person


class AlreadyRecorded(Exception):
    """The same cheque, or transfer, was recorded for this invoice."""


@transaction.atomic
def record_payment(
    invoice: Invoice, means: Means, amount_cents: int, reference: str, by: Person, *, dated_on: date | None = None
) -> LedgerEntry:
    """A part leaves the invoice open, the whole of it enrols its holder, what is beyond is owed back.

    Raises AlreadyRecorded, ValueError.
    """
    if means not in BY_HAND or amount_cents <= 0 or not reference.strip():
        raise ValueError((means, amount_cents, reference))
    locked = lock_invoice(invoice.pk)
    movement = Movement(
        LedgerEntry.Kind.RECEIVED, means, amount_cents, transaction_id=reference.strip(), dated_on=dated_on, by=by
    )
    try:
        with transaction.atomic():
            entry, books = post_entry(locked, movement)
    except IntegrityError as error:
        raise AlreadyRecorded from error
    record(
        "enrolment.record_payment",
        actor=by,
        subject=entry,
        invoice=locked.number,
        amount_cents=amount_cents,
        means=means,
    )
    settle_if_covered(locked, books)
    return entry
