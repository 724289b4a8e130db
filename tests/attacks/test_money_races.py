"""Money taken or given at the same instant, where several processes may write at once."""

import pytest

from peristyle.enrolment.actions.pay_back import NothingOwedBack, pay_back
from peristyle.enrolment.actions.record_payment import AlreadyRecorded, record_payment
from peristyle.enrolment.actions.request_refund import AlreadyAsked, request_refund
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.actions.start_payment import start_payment
from peristyle.enrolment.models import Enrolment, InstalmentPlan, Invoice, LedgerEntry, Receipt, RefundRequest
from peristyle.enrolment.queries import balance_of
from peristyle.enrolment.rules.means import Means
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.factories import ReadyFileFactory, an_attempt
from tests.harness.inhabitants import someone
from tests.harness.races import at_once
from tests.harness.travel import Traveller

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def paid_twice() -> Invoice:
    """178 € are owed back."""
    attempt = an_attempt()
    for transaction_id in ("T1", "T2"):
        settle_payment(attempt.invoice_id, ReceivedPayment(attempt, transaction_id, attempt.amount_cents))
    return attempt.invoice


def given_back(invoice: Invoice, officer: Person) -> bool:
    """Whether this officer was the one."""
    try:
        pay_back(invoice, Means.CARD, by=officer)
    except NothingOwedBack:
        return False
    return True


def test_money_owed_back_leaves_once_whoever_clicks() -> None:
    invoice, officer = paid_twice(), someone(Role.REGISTRAR_OFFICER)

    done = at_once(*[lambda: given_back(invoice, officer)] * 6)

    assert sorted(done) == [False] * 5 + [True]
    assert LedgerEntry.objects.get(kind="given_back").amount_cents == -17800
    assert balance_of(invoice).owed_back_cents == 0


def test_a_cheque_recorded_by_two_officers_at_once_counts_once() -> None:
    invoice, officer = an_attempt().invoice, someone(Role.REGISTRAR_OFFICER)

    def recorded() -> bool:
        try:
            record_payment(invoice, Means.CHEQUE, 17800, "7654321", officer)
        except AlreadyRecorded:
            return False
        return True

    assert sorted(at_once(*[recorded] * 4)) == [False, False, False, True]
    assert Receipt.objects.count() == Enrolment.objects.count() == 1


def test_a_card_and_a_cheque_at_once_enrol_once_and_one_is_owed_back() -> None:
    attempt, officer = an_attempt(), someone(Role.REGISTRAR_OFFICER)

    at_once(
        lambda: settle_payment(attempt.invoice_id, ReceivedPayment(attempt, "T1", attempt.amount_cents)),
        lambda: record_payment(attempt.invoice, Means.CHEQUE, 17800, "7654321", officer),
    )

    assert Receipt.objects.count() == Enrolment.objects.count() == 1
    assert balance_of(attempt.invoice).owed_back_cents == 17800


def test_two_schedules_paid_at_once_leave_one_agreed_upon(at: Traveller) -> None:
    at("2026-07-10 10:00")
    file = ReadyFileFactory.create()
    attempts = [start_payment(file, in_instalments=True) for _ in range(2)]

    at_once(
        *(
            lambda attempt=attempt: settle_payment(
                attempt.invoice_id, ReceivedPayment(attempt, f"T{attempt.pk}", attempt.amount_cents)
            )
            for attempt in attempts
            if attempt
        )
    )

    assert InstalmentPlan.objects.filter(agreed_at__isnull=False).count() == 1
    assert Receipt.objects.count() == 1
    assert balance_of(Invoice.objects.get()).due_cents == 17800 - 2 * 5934


def test_a_refund_asked_for_twice_at_once_is_one_request() -> None:
    invoice = paid_twice()
    person = Enrolment.objects.get().person

    def ask() -> bool:
        try:
            request_refund(
                invoice,
                person,
                reason=RefundRequest.Reason.OTHER,
                said="",
                account_holder="L. M.",
                iban="BE68 5390 0754 7034",
            )
        except AlreadyAsked:
            return False
        return True

    assert sorted(at_once(*[ask] * 4)) == [False, False, False, True]
