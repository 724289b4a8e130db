"""Decide in the place of the sandbox bank, and have it notify us as a bank does: later, apart from the browser."""

import secrets
from datetime import timedelta
from enum import StrEnum

from peristyle.enrolment.actions.receive_notification import receive_notification
from peristyle.enrolment.adapters.sandbox import SandboxBank
from peristyle.enrolment.models import PaymentAttempt, SandboxAnswer
from peristyle.kernel import clock
from peristyle.kernel.tasks import enqueue_at, task

LATE = timedelta(minutes=5)


class Decision(StrEnum):
    """What a bank may do, of which one has to be tried out."""

    ACCEPT = "accept"
    ACCEPT_TWICE = "accept_twice"
    ACCEPT_LATE = "accept_late"
    REFUSE = "refuse"


def answer_as_sandbox_bank(attempt: PaymentAttempt, decision: Decision) -> None:
    """Write the decision in the bank's books, once, and have it told."""
    now = clock.now()
    answer, created = SandboxAnswer.objects.get_or_create(
        reference=attempt.reference,
        defaults={
            "accepted": decision != Decision.REFUSE,
            "transaction_id": secrets.token_hex(8),
            "amount_cents": attempt.amount_cents,
            "decided_at": now,
        },
    )
    if not created:
        return
    tellings = {Decision.ACCEPT_TWICE: [now, now], Decision.ACCEPT_LATE: [now + LATE]}
    for instant in tellings.get(decision, [now]):
        enqueue_at(tell_as_sandbox_bank, instant, answer.pk)


@task(retries=5)
def tell_as_sandbox_bank(answer_id: int) -> None:
    """Notify as a bank does: a signed message to the one entry point."""
    bank = SandboxBank()
    headers, body = bank.write_notification(SandboxAnswer.objects.get(pk=answer_id))
    receive_notification(bank.code, headers, body, "")
