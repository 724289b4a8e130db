"""Ask the bank about attempts it has said nothing about: a lost notification must not lose an enrolment."""

import logging
from datetime import timedelta

from peristyle.enrolment.actions.receive_notification import take_outcome
from peristyle.enrolment.adapters import payment_provider
from peristyle.enrolment.queries import question_about, unanswered_attempts
from peristyle.kernel import clock
from peristyle.kernel.tasks import task

logger = logging.getLogger(__name__)
AFTER = timedelta(minutes=10)
NO_LONGER_AFTER = timedelta(days=3)


@task(retries=0)
def ask_bank() -> None:
    """Ask about each attempt of the last three days that is older than ten minutes."""
    bank, now = payment_provider(), clock.now()
    if not bank.can_be_asked:
        return
    attempts = unanswered_attempts().filter(provider=bank.code, started_at__range=(now - NO_LONGER_AFTER, now - AFTER))
    for attempt in attempts:
        try:
            outcome = bank.ask_outcome(question_about(attempt))
        except OSError:
            logger.exception("The bank does not answer about an attempt.")
            continue
        if outcome:
            take_outcome(bank.code, attempt.reference, outcome)
