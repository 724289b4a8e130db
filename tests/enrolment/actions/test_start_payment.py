from datetime import date

import pytest

from peristyle.curriculum.public import Level
from peristyle.enrolment.actions.issue_invoice import AlreadyPaid, issue_invoice
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.actions.start_payment import AlreadyEnrolled, start_payment
from peristyle.enrolment.models import Invoice, PaymentAttempt, Receipt
from peristyle.enrolment.rules.fees import NoTariffError
from tests.enrolment.factories import DegreeFactory, ReadyFileFactory, StepFactory, an_attempt, an_invoice
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("level", "cents"), [(Level.LICENCE, 17800), (Level.MASTER, 25400), (Level.DOCTORATE, 39700)])
def test_an_invoice_asks_for_the_fee_of_its_level(level: Level, cents: int) -> None:
    step = StepFactory.create(code="XX1", degree=DegreeFactory.create(code="X", level=level))

    assert an_invoice(admission__step=step).total_cents == cents


def test_an_invoice_whose_fee_is_still_right_stands() -> None:
    file = ReadyFileFactory.create()

    assert issue_invoice(file) == issue_invoice(file)


def test_another_one_replaces_it_when_the_fee_is_no_longer_right() -> None:
    file = ReadyFileFactory.create()
    former = issue_invoice(file)
    file.admission.grant_holder = True

    present = issue_invoice(file)

    assert (present.total_cents, present.number) == (0, "F2026-000002")
    former.refresh_from_db()
    assert former.cancelled_at
    assert Invoice.objects.get(cancelled_at=None) == present


def test_each_time_one_leaves_for_the_bank_is_an_attempt_of_its_own() -> None:
    file = ReadyFileFactory.create()

    first, second = start_payment(file), start_payment(file)

    assert first
    assert second
    assert first.reference != second.reference
    assert first.invoice == second.invoice


def test_a_grant_holder_is_enrolled_at_once() -> None:
    assert start_payment(ReadyFileFactory.create(admission__grant_holder=True)) is None

    assert Receipt.objects.exists()
    assert not PaymentAttempt.objects.exists()


def test_who_has_paid_does_not_leave_for_the_bank_again() -> None:
    attempt = an_attempt()
    settle_payment(attempt.invoice_id, ReceivedPayment(attempt, "T1", attempt.amount_cents))

    with pytest.raises(AlreadyPaid):
        start_payment(attempt.invoice.file)


def test_who_is_enrolled_by_another_application_is_not_made_to_pay_twice() -> None:
    attempt = an_attempt(national_id="0600000001P")
    settle_payment(attempt.invoice_id, ReceivedPayment(attempt, "T1", attempt.amount_cents))

    with pytest.raises(AlreadyEnrolled):
        start_payment(ReadyFileFactory.create(national_id="0600000001P"))


def test_without_a_tariff_nobody_pays_a_guess(at: Traveller) -> None:
    at("2015-07-10 10:00")

    with pytest.raises(NoTariffError):
        start_payment(ReadyFileFactory.create(admission__birth_date=date(1997, 5, 12)))
