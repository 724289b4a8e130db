"""What may be tried against consult-ia, which shows an identifier to whoever knows a number and a birth date."""

import html
import json
import re

import altcha
import pytest

from peristyle.accounts.rules.throttling import HAMMERED_FROM_ONE_NETWORK
from peristyle.enrolment.actions.start_payment import start_payment
from peristyle.enrolment.models import Enrolment
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.accounts.walk import words
from tests.enrolment.factories import AdmissionFactory, ReadyFileFactory
from tests.harness.inhabitants import Inhabitants
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PAGE = "/consultation-inscription/"
OPENED = "/consultation-inscription/inscriptions/"


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-10-10 10:00")


@pytest.fixture
def student() -> Person:
    start_payment(ReadyFileFactory.create(admission=AdmissionFactory.create(grant_holder=True)))
    return Enrolment.objects.get().person


@pytest.fixture
def hammered() -> None:
    """Somebody at this address has tried ten numbers."""
    for number in range(HAMMERED_FROM_ONE_NETWORK):
        PageClient().post(PAGE, {"number": f"2200{number:04}", "birth_date": "01012000"})


def asked_of(browser: PageClient) -> altcha.Challenge:
    """The calculation that the page asks for."""
    [asked] = re.findall(r'data-challenge="([^"]+)"', browser.get(PAGE).content.decode())
    return altcha.Challenge.from_dict(json.loads(html.unescape(asked)))


def solved(challenge: altcha.Challenge) -> str:
    solution = altcha.solve_challenge(challenge)
    assert solution
    return altcha.Payload(challenge, solution).to_base64()


def test_an_unknown_number_and_a_wrong_date_are_answered_alike(student: Person) -> None:
    answers = [
        PageClient().post(PAGE, {"number": number, "birth_date": "01011999"})
        for number in (student.student_number, "29999999")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    first, second = (re.sub(r"29999999|token\W.*?>", "", words(answer)) for answer in answers)
    assert first.replace(str(student.student_number), "") == second


def test_tries_at_one_number_are_slowed_down_even_with_the_right_date(student: Person) -> None:
    for day in range(1, 7):
        PageClient().post(PAGE, {"number": student.student_number, "birth_date": f"0{day}012000"})

    answer = PageClient().post(PAGE, {"number": student.student_number, "birth_date": "12052007"})

    assert answer.status_code == 429


def test_a_hammered_page_answers_only_who_calculated(hammered: None, student: Person) -> None:
    identity = {"number": student.student_number, "birth_date": "12052007"}
    browser = PageClient()

    refused = browser.post(PAGE, identity)
    assert refused.status_code == 429
    assert str(student.student_number) in refused.content.decode()

    answer = browser.post(PAGE, {**identity, "challenge": solved(asked_of(browser))})
    assert answer.headers["Location"] == OPENED


def test_a_calculation_counts_once(hammered: None, student: Person) -> None:
    identity = {"number": student.student_number, "birth_date": "12052007"}
    browser = PageClient()
    answer = solved(asked_of(browser))
    browser.post(PAGE, {**identity, "challenge": answer})

    again = PageClient().post(PAGE, {**identity, "challenge": answer})

    assert again.status_code == 429


@pytest.mark.parametrize("made", ["", "e30=", "not base 64", "A" * 5000])
def test_a_made_up_calculation_is_none(hammered: None, student: Person, made: str) -> None:
    identity = {"number": student.student_number, "birth_date": "12052007"}

    assert PageClient().post(PAGE, {**identity, "challenge": made}).status_code == 429


def test_an_easier_calculation_than_asked_is_none(hammered: None, student: Person) -> None:
    challenge = asked_of(PageClient())
    challenge.parameters.cost = 1

    answer = PageClient().post(
        PAGE, {"number": student.student_number, "birth_date": "12052007", "challenge": solved(challenge)}
    )

    assert answer.status_code == 429


def test_only_students_are_found(inhabitant: Inhabitants) -> None:
    teacher = inhabitant(Role.TEACHER)

    answer = PageClient().post(
        PAGE, {"number": teacher.staff_number or "", "birth_date": f"{teacher.birth_date:%d%m%Y}"}
    )

    assert answer.status_code == 422
