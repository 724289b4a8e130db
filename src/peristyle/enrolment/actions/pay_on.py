"""Pay, from inside the house, what is due now: an instalment, or what an invoice still lacks."""

from django.db import transaction

from peristyle.enrolment.actions.lock_invoice import lock_invoice
from peristyle.enrolment.actions.start_payment import new_attempt
from peristyle.enrolment.models import Invoice, PaymentAttempt
from peristyle.enrolment.queries import balance_of, payable_now_cents, schedule_of
from peristyle.people.public import Person


class NothingDue(Exception):
    """All of it is paid."""


@transaction.atomic
def pay_on(invoice: Invoice, *, by: Person) -> PaymentAttempt:
    """A new attempt of what is due now. Raises NothingDue."""
    locked = lock_invoice(invoice.pk)
    cents = payable_now_cents(schedule_of(locked), balance_of(locked))
    if not cents:
        raise NothingDue
    return new_attempt(locked, cents, by=by)
