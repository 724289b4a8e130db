import pytest

from peristyle.enrolment.actions.give_back_payment import give_back_payment
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.models import Payment
from peristyle.enrolment.queries import payments_to_refund
from peristyle.kernel.permissions import Role
from tests.enrolment.factories import an_attempt, component
from tests.harness.inhabitants import Inhabitants

pytestmark = pytest.mark.django_db


def paid_twice() -> Payment:
    """Money owed back by the composante ECO."""
    attempt = an_attempt()
    for transaction_id in ("T1", "T2"):
        settle_payment(attempt.invoice_id, ReceivedPayment(attempt, transaction_id, attempt.amount_cents))
    return Payment.objects.exclude(refund_due_at=None).get()


def test_what_was_given_back_is_no_longer_owed(inhabitant: Inhabitants) -> None:
    payment, officer = paid_twice(), inhabitant(Role.REGISTRAR_OFFICER)
    assert list(payments_to_refund(officer)) == [payment]

    refund = give_back_payment(payment, by=officer)

    assert (refund.payment, refund.by) == (payment, officer)
    assert not payments_to_refund(officer).exists()


def test_an_officer_of_another_composante_has_nothing_to_give_back(inhabitant: Inhabitants) -> None:
    payment = paid_twice()

    assert list(payments_to_refund(inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO")))) == [payment]
    assert not payments_to_refund(inhabitant(Role.REGISTRAR_OFFICER, component=component("FDS"))).exists()
