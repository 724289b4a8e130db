"""Write down that money owed back has left."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.lock_invoice import lock_invoice
from peristyle.enrolment.actions.post_entry import Movement, post_entry
from peristyle.enrolment.models import Invoice, LedgerEntry, RefundRequest
from peristyle.enrolment.queries import accepted_request, balance_of
from peristyle.enrolment.rules.means import Means
from peristyle.kernel import clock
from peristyle.people.public import Person, write_to


class NothingOwedBack(Exception):
    """Nothing is owed back for this invoice: another officer was quicker."""


@transaction.atomic
def pay_back(invoice: Invoice, means: Means, *, by: Person, reference: str = "") -> LedgerEntry:
    """A negative entry of all that is owed back; the IBAN it went to is forgotten. Raises NothingOwedBack."""
    locked = lock_invoice(invoice.pk)
    owed_cents = balance_of(locked).owed_back_cents
    if not owed_cents:
        raise NothingOwedBack
    request = accepted_request(locked)
    movement = Movement(
        LedgerEntry.Kind.GIVEN_BACK, means, -owed_cents, transaction_id=reference, by=by, request=request
    )
    entry, _ = post_entry(locked, movement)
    record("enrolment.pay_back", actor=by, subject=entry, invoice=locked.number, amount_cents=owed_cents, means=means)
    if request:
        RefundRequest.objects.filter(pk=request.pk).update(paid_back_at=clock.now(), iban="")
    enrolment = getattr(locked.file, "enrolment", None)
    if enrolment:
        write_to(
            enrolment.person, "enrolment/letters/paid_back", invoice=locked.number, amount_cents=owed_cents, means=means
        )
    return entry
