"""« 1ère connexion » knows the admitted: how far they are, by application number and birth date."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from peristyle.accounts.public import Standing
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.newcomers import standing_of
from peristyle.kernel import clock
from tests.accounts.walk import words
from tests.enrolment.factories import AdmissionFactory, ReadyFileFactory, an_attempt
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]
BORN = date(2007, 5, 12)


def test_who_has_not_enrolled_yet_is_admitted() -> None:
    assert standing_of(AdmissionFactory.create().application_number, BORN) == Standing.ADMITTED
    assert standing_of(ReadyFileFactory.create().admission.application_number, BORN) == Standing.ADMITTED


def test_who_left_for_the_bank_and_of_whom_it_said_nothing_is_paying() -> None:
    attempt = an_attempt()

    assert standing_of(attempt.invoice.file.admission.application_number, BORN) == Standing.PAYING


def test_whose_payment_was_refused_is_admitted_again() -> None:
    attempt = an_attempt()
    attempt.refused_at = clock.now()
    attempt.save(update_fields=["refused_at"])

    assert standing_of(attempt.invoice.file.admission.application_number, BORN) == Standing.ADMITTED


def test_who_has_paid_is_asked_for_the_student_number() -> None:
    attempt = an_attempt()
    settle_payment(attempt.invoice_id, ReceivedPayment(attempt, "T1", attempt.amount_cents))

    assert standing_of(attempt.invoice.file.admission.application_number, BORN) == Standing.ENROLLED


@pytest.mark.parametrize("number", ["P260000000", "22612345", "", "EC7K2M9Q4T"])
def test_nobody_is_nobody_in_one_query(number: str, max_queries: MaxQueries) -> None:
    AdmissionFactory.create(application_number="P260004217")

    with max_queries(1):
        assert standing_of(number, BORN) is None
    with max_queries(1):
        assert standing_of("P260004217", date(2007, 5, 13)) is None


def test_the_page_tells_a_newcomer_to_enrol(client: PageClient) -> None:
    admission = AdmissionFactory.create()

    client.post("/premiere-connexion/", {"number": admission.application_number.lower(), "birth_date": "12/05/2007"})

    assert "Il vous reste à vous inscrire" in words(client.get("/premiere-connexion/situation/"))
