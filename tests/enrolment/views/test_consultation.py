import pytest

from peristyle.accounts.public import account_of_person
from peristyle.enrolment.actions.start_payment import start_payment
from peristyle.enrolment.models import Enrolment
from peristyle.people.public import Person
from tests.accounts.walk import words
from tests.enrolment.factories import AdmissionFactory, ReadyFileFactory, StepFactory
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PAGE, ENROLMENTS = "/consultation-inscription/", "/consultation-inscription/inscriptions/"
INE = "0600000001P"


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-10-10 10:00")


@pytest.fixture
def student() -> Person:
    """Léa, grant holder, enrolled a moment ago; her account waits."""
    start_payment(ReadyFileFactory.create(admission=AdmissionFactory.create(grant_holder=True), national_id=INE))
    return Enrolment.objects.get().person


def consulted(student: Person, typed: str = "12052007") -> str:
    browser = PageClient()
    return words(browser.post(PAGE, {"number": student.student_number, "birth_date": typed}, follow=True))


@pytest.mark.parametrize("typed", ["12052007", "12/05/2007", "2007-05-12"])
def test_number_and_birth_date_show_the_enrolments_of_the_year_and_the_identifier(student: Person, typed: str) -> None:
    page = consulted(student, typed)

    account = account_of_person(student.pk)
    assert account
    for told in ("EE1 L1 Economie", "2026-2027", "Validée", "Droits réglés", "Étudiant", account.login):
        assert told in page


def test_the_birth_date_may_be_chosen_instead_of_typed(student: Person) -> None:
    asked = {"number": student.student_number, "chosen_date": "2007-05-12"}

    assert "EE1 L1 Economie" in words(PageClient().post(PAGE, asked, follow=True))
    assert "EE1 L1 Economie" in words(PageClient().post(PAGE, {**asked, "birth_date": "12052007"}, follow=True))


def test_two_birth_dates_or_none_are_refused_at_their_field(student: Person) -> None:
    both = {"number": student.student_number, "birth_date": "12052007", "chosen_date": "2007-05-13"}

    two, none = PageClient().post(PAGE, both), PageClient().post(PAGE, {"number": student.student_number})

    assert (two.status_code, none.status_code) == (422, 422)
    assert "Les deux dates ne sont pas la même" in words(two)
    assert 'value="2007-05-13"' in two.content.decode()
    assert "Tapez votre date de naissance" in words(none)


def test_all_enrolments_of_the_year_are_shown(student: Person) -> None:
    second = AdmissionFactory.create(step=StepFactory.create(code="EE9", label="DU Data"), grant_holder=True)
    start_payment(ReadyFileFactory.create(admission=second, national_id=INE))

    page = consulted(student)

    assert "EE1 L1 Economie" in page
    assert "EE9 DU Data" in page


def test_neither_ine_nor_address_nor_amount_is_shown(student: Person) -> None:
    page = consulted(student)

    assert INE not in page
    assert student.backup_email not in page
    assert "€" not in page


def test_a_wrong_date_keeps_what_was_typed_and_says_what_to_check(student: Person) -> None:
    response = PageClient().post(PAGE, {"number": student.student_number, "birth_date": "13052007"})

    assert response.status_code == 422
    assert "Vérifiez les deux" in words(response)
    assert student.student_number in response.content.decode()


def test_a_date_that_is_none_is_named(student: Person) -> None:
    page = words(PageClient().post(PAGE, {"number": student.student_number, "birth_date": "31022007"}))

    assert "n’existe pas" in page


def test_what_was_consulted_closes_by_hand_and_by_itself(student: Person, at: Traveller) -> None:
    browser = PageClient()
    identity = {"number": student.student_number, "birth_date": "12052007"}
    browser.post(PAGE, identity)
    assert browser.get(ENROLMENTS).status_code == 200

    browser.post("/consultation-inscription/fin/")
    assert browser.get(ENROLMENTS).headers["Location"] == PAGE

    browser.post(PAGE, identity)
    at.later(minutes=16)
    assert browser.get(ENROLMENTS).headers["Location"] == PAGE
