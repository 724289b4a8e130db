"""Notifications that arrive at the same instant, where several processes may write at once."""

from collections.abc import Callable

import pytest
from django_tasks_db.models import DBTaskResult

from peristyle.accounts.public import Account
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.actions.start_payment import start_payment
from peristyle.enrolment.models import Enrolment, Invoice, LedgerEntry, PaymentAttempt, Receipt, Verdict
from peristyle.enrolment.queries import balance_of
from peristyle.people.public import Person
from tests.enrolment.factories import ReadyFileFactory, StepFactory, an_attempt
from tests.harness.races import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def paying(attempt: PaymentAttempt, transaction_id: str) -> Callable[[], Verdict]:
    """The bank accepts."""
    received = ReceivedPayment(attempt, transaction_id, attempt.amount_cents)
    return lambda: settle_payment(attempt.invoice_id, received)


def test_one_transaction_told_eight_times_at_once_counts_once() -> None:
    attempt = an_attempt(national_id="0600000001P")

    verdicts = at_once(*[paying(attempt, "T1")] * 8)

    assert sorted(verdicts) == [Verdict.ACCEPTED, *[Verdict.ALREADY_KNOWN] * 7]
    assert Receipt.objects.count() == Enrolment.objects.count() == Account.objects.count() == 1
    assert DBTaskResult.objects.filter(task_path__endswith=".send_activation").count() == 1


def test_of_two_transactions_at_once_one_enrols_and_the_other_is_owed_back() -> None:
    file = ReadyFileFactory.create()
    first, second = an_attempt(file), an_attempt(file)

    verdicts = at_once(paying(first, "T1"), paying(second, "T2"), paying(first, "T1"), paying(second, "T2"))

    assert sorted(verdicts) == [Verdict.ACCEPTED, *[Verdict.ALREADY_KNOWN] * 2, Verdict.REFUND_DUE]
    assert LedgerEntry.objects.count() == 2
    assert balance_of(first.invoice).owed_back_cents == first.amount_cents


def test_two_applications_of_one_person_paid_at_once_make_one_person_and_one_enrolment() -> None:
    attempts = [an_attempt(national_id="0600000001P") for _ in range(2)]

    verdicts = at_once(*(paying(attempt, f"T{attempt.pk}") for attempt in attempts))

    assert sorted(verdicts) == [Verdict.ACCEPTED, Verdict.REFUND_DUE]
    assert Person.objects.count() == Enrolment.objects.count() == 1


def test_of_two_etapes_paid_in_full_at_once_one_is_lowered_to_the_reduced_rate() -> None:
    other = StepFactory.create(code="EE2")
    attempts = [an_attempt(national_id="0600000001P"), an_attempt(national_id="0600000001P", admission__step=other)]

    verdicts = at_once(*(paying(attempt, f"T{attempt.pk}") for attempt in attempts))

    assert sorted(verdicts) == [Verdict.ACCEPTED, Verdict.REFUND_DUE]
    assert sorted(Enrolment.objects.values_list("main", flat=True)) == [False, True]
    assert sorted(balance_of(attempt.invoice).claimed_cents for attempt in attempts) == [11800, 17800]


def test_a_double_click_issues_one_invoice() -> None:
    file = ReadyFileFactory.create()

    at_once(*[lambda: start_payment(file)] * 4)

    assert Invoice.objects.get().attempts.count() == 4


def test_people_who_pay_at_once_get_receipts_without_a_gap() -> None:
    attempts = [an_attempt() for _ in range(6)]

    at_once(*(paying(attempt, f"T{attempt.pk}") for attempt in attempts))

    numbers = sorted(Receipt.objects.values_list("number", flat=True))
    assert [int(number[-6:]) for number in numbers] == [1, 2, 3, 4, 5, 6]
    assert Account.objects.count() == 6
