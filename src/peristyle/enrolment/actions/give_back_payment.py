"""Write down that a payment was given back."""

from peristyle.audit.public import record
from peristyle.enrolment.models import Payment, Refund
from peristyle.kernel import clock
from peristyle.people.public import Person


def give_back_payment(payment: Payment, *, by: Person) -> Refund:
    """The money went back to the card it came from, by the bank's own pages."""
    refund = Refund.objects.create(payment=payment, by=by, refunded_at=clock.now())
    record("enrolment.give_back_payment", actor=by, subject=payment, amount_cents=payment.amount_cents)
    return refund
