"""Somebody without a file is enrolled at the counter."""

from typing import Any

import pytest

from peristyle.accounts.public import State, account_of_person, state_of
from peristyle.enrolment.models import Admission, Enrolment, EnrolmentFile
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.factories import DegreeFactory, StepFactory, an_enrolment, component
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
ON_THE_SPOT = "/gestion/scolarite/sur-place/"
ANSWERS = {
    "civility": "mme",
    "birth_name": "Roux",
    "given_name": "Zoé",
    "birth_date": "01/02/2006",
    "birth_country": "France",
    "regime": "initial",
    "cvec_number": "MON1-AB12CD-34",
    "personal_email": "zoe.roux@example.net",
    "means": "cheque",
    "reference": "0012345",
}


@pytest.fixture(autouse=True)
def september(at: Traveller) -> None:
    at("2026-09-10 10:00")


@pytest.fixture
def browser(inhabitant: Inhabitants) -> PageClient:
    return signed_in(inhabitant(Role.REGISTRAR_OFFICER))


def answers(**others: Any) -> dict[str, Any]:
    """A form well filled, for the étape of the reference page."""
    return ANSWERS | {"step": StepFactory.create().pk} | others


def test_a_cheque_enrols_and_the_scolpass_is_there_to_print(browser: PageClient, at: Traveller) -> None:
    assert browser.get(ON_THE_SPOT).status_code == 200

    answer = browser.post(ON_THE_SPOT, answers())

    enrolment = Enrolment.objects.get()
    page = browser.get(answer["Location"]).content.decode()
    assert "SCOL’PASS" in page
    for told in ("Roux", "Zoé", "EE1 L1 Economie", str(enrolment.person.student_number), "zoe.roux@example.net"):
        assert told in page
    issued = browser.post(f"/gestion/scolarite/inscriptions/{enrolment.pk}/documents/scolpass/")
    assert issued["Location"].startswith("/gestion/documents/")
    account = account_of_person(enrolment.person_id)
    assert account
    assert account.login in page
    assert state_of(account, clock.now()) == State.PENDING
    at.later(minutes=15)
    assert state_of(account, clock.now()) == State.ACTIVATABLE


def test_a_phone_and_a_postal_code_may_be_left_out_but_not_mistyped(browser: PageClient) -> None:
    answer = browser.post(ON_THE_SPOT, answers(phone="12", postal_code="3400"))

    assert answer.status_code == 422
    for told in ("06 12 34 56 78", "5 chiffres"):
        assert told in answer.content.decode()
    assert not Admission.objects.exists()


def test_somebody_exempt_is_enrolled_at_once(browser: PageClient) -> None:
    browser.post(ON_THE_SPOT, answers(means="exempt", reference="Pupille de la Nation"))

    assert Enrolment.objects.get().file.exemptions.get().reason == "Pupille de la Nation"


def test_whoever_pays_by_card_later_leaves_with_a_number(browser: PageClient) -> None:
    answer = browser.post(ON_THE_SPOT, answers(means="card", reference=""))

    assert not Enrolment.objects.exists()
    number = Admission.objects.get().application_number
    page = browser.get(answer["Location"]).content.decode()
    assert number in page
    stranger = PageClient()
    opened = stranger.post(
        "/inscription/",
        {"application_number": number, "birth_date": "01/02/2006", "email": "zoe.roux@example.net"},
        follow=True,
    )
    assert opened.redirect_chain[-1][0] == "/inscription/dossier/droits/"


def test_whoever_looks_like_somebody_known_is_asked_about(browser: PageClient) -> None:
    known = an_enrolment(admission__birth_name="Roux", admission__given_name="Zoé").person
    Person.objects.filter(pk=known.pk).update(birth_date="2006-02-01")
    other = StepFactory.create(code="EE2")

    asked = browser.post(ON_THE_SPOT, answers(step=other.pk))

    assert asked.status_code == 422
    assert str(known.student_number) in asked.content.decode()
    assert Enrolment.objects.count() == 1
    browser.post(ON_THE_SPOT, answers(step=other.pk, same_as=known.pk))
    assert set(Enrolment.objects.values_list("person", flat=True)) == {known.pk}
    assert Enrolment.objects.count() == 2


def test_a_homonym_is_another_person(browser: PageClient) -> None:
    known = an_enrolment(admission__birth_name="Roux", admission__given_name="Zoé").person
    Person.objects.filter(pk=known.pk).update(birth_date="2006-02-01")

    browser.post(ON_THE_SPOT, answers(same_as=0))

    assert Enrolment.objects.exclude(person=known).count() == 1


def test_nobody_is_taken_for_somebody_who_does_not_look_like_them(browser: PageClient) -> None:
    stranger = an_enrolment().person

    browser.post(ON_THE_SPOT, answers(same_as=stranger.pk))

    assert Enrolment.objects.exclude(person=stranger).count() == 1


def test_the_same_etape_twice_is_refused_and_leaves_nothing(browser: PageClient) -> None:
    known = an_enrolment(admission__birth_name="Roux", admission__given_name="Zoé").person
    Person.objects.filter(pk=known.pk).update(birth_date="2006-02-01")

    answer = browser.post(ON_THE_SPOT, answers(same_as=known.pk))

    assert answer.status_code == 422
    assert "déjà inscrite" in answer.content.decode()
    assert EnrolmentFile.objects.count() == 1


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"reference": ""}, "Indiquez le numéro"),
        ({"personal_email": "zoe@etu.umontpellier.fr"}, "adresse personnelle"),
        ({"birth_date": "01/02/2030"}, "pas passée"),
        ({"national_id": "123"}, "11 caractères"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    browser: PageClient, others: dict[str, str], said: str
) -> None:
    answer = browser.post(ON_THE_SPOT, answers(**others))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Zoé" in page
    assert not Admission.objects.exists()


def test_an_officer_enrols_in_their_composante_only(inhabitant: Inhabitants) -> None:
    degree = DegreeFactory.create(code="LINF", name="Licence Informatique", component=component("FDS"))
    elsewhere = StepFactory.create(code="HA1", label="L1 Informatique", degree=degree)
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO")))

    answer = browser.post(ON_THE_SPOT, answers(step=elsewhere.pk))

    assert answer.status_code == 422
    assert not Admission.objects.exists()
