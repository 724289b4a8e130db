"""Tell the bank what to take, before anybody is sent there; outside of any transaction, as banks may be slow."""

from peristyle.enrolment.adapters import payment_provider
from peristyle.enrolment.models import PaymentAttempt
from peristyle.enrolment.queries import attempts_with_files, payment_order


def reach_bank(attempt: PaymentAttempt) -> None:
    """Keep what the bank answers, by which it knows the attempt from now on. Raises BankUnreachable."""
    order = payment_order(attempts_with_files().get(pk=attempt.pk))
    session = payment_provider().prepare(order)
    PaymentAttempt.objects.filter(pk=attempt.pk).update(bank_session=session)
