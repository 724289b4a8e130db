"""A lost notification does not lose an enrolment; the sandbox bank tells what it is asked to, when it is asked to."""

from collections.abc import Callable

import pytest

from peristyle.enrolment.actions.answer_as_sandbox_bank import Decision, answer_as_sandbox_bank
from peristyle.enrolment.actions.ask_bank import ask_bank
from peristyle.enrolment.models import Enrolment, PaymentNotification, SandboxAnswer, Verdict
from tests.enrolment.factories import an_attempt
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
Work = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.mark.parametrize(
    ("decision", "verdicts"),
    [
        (Decision.ACCEPT, [Verdict.ACCEPTED]),
        (Decision.ACCEPT_TWICE, [Verdict.ACCEPTED, Verdict.ALREADY_KNOWN]),
        (Decision.REFUSE, [Verdict.REFUSED_BY_BANK]),
    ],
)
def test_the_sandbox_bank_does_as_it_is_told(decision: Decision, verdicts: list[Verdict], run_due_tasks: Work) -> None:
    answer_as_sandbox_bank(an_attempt(), decision)
    assert not PaymentNotification.objects.exists()

    run_due_tasks()

    assert list(PaymentNotification.objects.order_by("id").values_list("verdict", flat=True)) == verdicts


def test_a_late_answer_comes_five_minutes_later(at: Traveller, run_due_tasks: Work) -> None:
    answer_as_sandbox_bank(an_attempt(), Decision.ACCEPT_LATE)
    run_due_tasks()
    assert not Enrolment.objects.exists()

    at.later(minutes=5)
    run_due_tasks()

    assert Enrolment.objects.exists()


def test_the_sandbox_bank_decides_once() -> None:
    attempt = an_attempt()

    answer_as_sandbox_bank(attempt, Decision.REFUSE)
    answer_as_sandbox_bank(attempt, Decision.ACCEPT)

    assert not SandboxAnswer.objects.get().accepted


def test_the_bank_is_asked_about_what_it_has_not_told(at: Traveller) -> None:
    attempt = an_attempt()
    answer_as_sandbox_bank(attempt, Decision.ACCEPT)  # and the notification gets lost
    at.later(minutes=11)

    ask_bank.call()

    assert Enrolment.objects.exists()


def test_the_question_is_part_of_the_regular_work(at: Traveller, run_due_tasks: Work) -> None:
    at("2026-07-10 11:00")

    assert "ask_bank" in run_due_tasks(regular=True)


@pytest.mark.parametrize("age", [{"minutes": 9}, {"days": 4}])
def test_the_bank_is_not_asked_too_early_nor_for_ever(at: Traveller, age: dict[str, float]) -> None:
    answer_as_sandbox_bank(an_attempt(), Decision.ACCEPT)
    at.later(**age)

    ask_bank.call()

    assert not Enrolment.objects.exists()


def test_an_abandoned_payment_stays_without_answer(at: Traveller) -> None:
    an_attempt()
    at.later(minutes=11)

    ask_bank.call()

    assert not PaymentNotification.objects.exists()
