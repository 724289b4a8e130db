from collections.abc import Callable

import pytest

from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.actions.start_payment import start_payment
from tests.enrolment.factories import ADDRESS, ReadyFileFactory, an_attempt
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
Work = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ["Q2026-000001", "178,00", "à 10:15"]), ("en", ["Q2026-000001", "€178.00", "at 10:15"])],
)
def test_the_letter_tells_what_was_paid_and_when_the_account_opens(
    at: Traveller, outbox: Outbox, run_due_tasks: Work, language: str, words: list[str]
) -> None:
    at("2026-07-10 10:00")
    attempt = an_attempt(language=language)
    settle_payment(attempt.invoice_id, ReceivedPayment(attempt, "T1", attempt.amount_cents))

    run_due_tasks()

    (letter,) = outbox.to(ADDRESS)
    assert letter.language == language
    for word in words:
        assert word in letter.text


def test_whoever_pays_in_three_times_reads_what_was_paid_and_what_is_to_come(
    at: Traveller, outbox: Outbox, run_due_tasks: Work
) -> None:
    at("2026-07-10 10:00")
    attempt = start_payment(ReadyFileFactory.create(), in_instalments=True)
    assert attempt
    settle_payment(attempt.invoice_id, ReceivedPayment(attempt, "T1", attempt.amount_cents))

    run_due_tasks()

    text = outbox.to(ADDRESS)[0].text
    assert "178,00" not in text
    for words in ("59,34", "10 août 2026", "10 septembre 2026"):
        assert words in text


def test_a_grant_holder_reads_that_nothing_was_paid(outbox: Outbox, run_due_tasks: Work) -> None:
    start_payment(ReadyFileFactory.create(admission__grant_holder=True))

    run_due_tasks()

    assert "0,00" in outbox.to(ADDRESS)[0].text
