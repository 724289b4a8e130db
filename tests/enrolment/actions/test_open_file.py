from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from peristyle.accounts.public import TooManyTries
from peristyle.audit.public import journal
from peristyle.curriculum.public import open_year
from peristyle.enrolment.actions.open_file import AdmissionNotFound, open_file
from peristyle.enrolment.models import EnrolmentFile
from tests.enrolment.factories import ADDRESS, AdmissionFactory
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
BORN = date(2007, 5, 12)


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.mark.parametrize("typed", ["P260000042", "p26 0000042", "42", " P26-0000042 "])
def test_the_number_may_be_typed_in_several_ways(typed: str) -> None:
    admission = AdmissionFactory.create(application_number="P260000042")

    assert open_file(typed, BORN, ADDRESS.upper()).admission == admission


def test_coming_back_finds_the_same_file() -> None:
    number = AdmissionFactory.create().application_number

    assert open_file(number, BORN, ADDRESS) == open_file(number, BORN, ADDRESS)
    assert EnrolmentFile.objects.count() == 1


def test_the_newest_admission_counts() -> None:
    AdmissionFactory.create(application_number="MM12345678", academic_year=open_year(2025))
    newest = AdmissionFactory.create(application_number="MM12345678")

    assert open_file("MM12345678", BORN, ADDRESS).admission == newest


def test_the_file_speaks_the_language_it_was_opened_in() -> None:
    with translation.override("en"):
        assert open_file(AdmissionFactory.create().application_number, BORN, ADDRESS).language == "en"


@pytest.mark.parametrize(
    ("number", "birth_date", "email"),
    [
        ("P269999999", BORN, ADDRESS),
        ("P260000042", date(2007, 5, 13), ADDRESS),
        ("P260000042", BORN, "somebody@example.net"),
        ("", BORN, ADDRESS),
    ],
)
def test_one_wrong_answer_is_as_wrong_as_another(
    number: str, birth_date: date, email: str, max_queries: Callable[..., Any]
) -> None:
    AdmissionFactory.create(application_number="P260000042")

    with max_queries(12), pytest.raises(AdmissionNotFound):
        open_file(number, birth_date, email)

    assert journal(action="enrolment.refuse_identity").count() == 1


def test_whoever_guesses_waits() -> None:
    number = AdmissionFactory.create().application_number
    for day in range(1, 6):
        with pytest.raises(AdmissionNotFound):
            open_file(number, date(2007, 1, day), ADDRESS)

    with pytest.raises(TooManyTries):
        open_file(number, BORN, ADDRESS)


def test_waiting_is_enough(at: Traveller) -> None:
    number = AdmissionFactory.create().application_number
    for day in range(1, 6):
        with pytest.raises(AdmissionNotFound):
            open_file(number, date(2007, 1, day), ADDRESS)

    at.later(seconds=20)

    assert open_file(number, BORN, ADDRESS)
