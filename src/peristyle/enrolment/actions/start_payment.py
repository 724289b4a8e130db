"""Leave for the bank, or be enrolled at once when nothing is to be paid."""

import secrets

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.issue_invoice import issue_invoice
from peristyle.enrolment.actions.settle_payment import settle_payment
from peristyle.enrolment.adapters import payment_provider
from peristyle.enrolment.models import EnrolmentFile, PaymentAttempt
from peristyle.enrolment.queries import is_enrolled, known_person
from peristyle.kernel import clock


class AlreadyEnrolled(Exception):
    """The person has this étape of this year already, by another admission."""


@transaction.atomic
def start_payment(file: EnrolmentFile) -> PaymentAttempt | None:
    """A new attempt to pay the file's invoice; None when it is free and therefore settled.

    Raises AlreadyPaid, AlreadyEnrolled, NoTariffError.
    """
    EnrolmentFile.objects.select_for_update().get(pk=file.pk)
    person = known_person(file)
    if person and is_enrolled(person, file):
        raise AlreadyEnrolled
    invoice = issue_invoice(file)
    if not invoice.total_cents:
        settle_payment(invoice.pk, None)
        return None
    attempt = PaymentAttempt.objects.create(
        invoice=invoice,
        reference=secrets.token_hex(16),
        provider=payment_provider().code,
        amount_cents=invoice.total_cents,
        started_at=clock.now(),
    )
    record("enrolment.start_payment", subject=file, invoice=invoice.number, amount_cents=invoice.total_cents)
    return attempt
