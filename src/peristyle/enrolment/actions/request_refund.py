"""Ask for one's money back."""

from django.db import IntegrityError, transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.lock_invoice import lock_invoice
from peristyle.enrolment.models import Invoice, RefundRequest
from peristyle.enrolment.queries import balance_of
from peristyle.enrolment.rules.ibans import canonical_iban, is_iban
from peristyle.kernel import clock
from peristyle.kernel.encryption import encrypted
from peristyle.people.public import Person


class NothingPaid(Exception):
    """No money came for this invoice, or all of it went back."""


class AlreadyAsked(Exception):
    """A request for this invoice waits already."""


@transaction.atomic
def request_refund(
    invoice: Invoice, person: Person, *, reason: RefundRequest.Reason, said: str, account_holder: str, iban: str
) -> RefundRequest:
    """The request, with its IBAN that only who pays back will read. Raises NothingPaid, AlreadyAsked, ValueError."""
    number = canonical_iban(iban)
    if not is_iban(number):
        raise ValueError(iban)
    locked = lock_invoice(invoice.pk)
    if balance_of(locked).paid_cents <= 0:
        raise NothingPaid
    try:
        with transaction.atomic():
            request = RefundRequest.objects.create(
                invoice=locked,
                person=person,
                reason=reason,
                said=said,
                account_holder=account_holder,
                iban=encrypted(number),
                asked_at=clock.now(),
            )
    except IntegrityError as error:
        raise AlreadyAsked from error
    record("enrolment.request_refund", actor=person, subject=request, invoice=locked.number, reason=reason)
    return request
