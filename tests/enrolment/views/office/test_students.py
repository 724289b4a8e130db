"""Officers find students and see all of them on one page."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest

from peristyle.curriculum.public import open_year
from peristyle.enrolment.actions.index_admissions import index_admissions
from peristyle.enrolment.models import Enrolment
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person, index_persons
from tests.enrolment.factories import (
    AdmissionFactory,
    DegreeFactory,
    FileFactory,
    StepFactory,
    an_enrolment,
    component,
)
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
STUDENTS = "/gestion/scolarite/etudiants/"


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def browser(inhabitant: Inhabitants) -> PageClient:
    return signed_in(inhabitant(Role.REGISTRAR_OFFICER))


def of_another_composante(**facts: Any) -> Enrolment:
    """An enrolment of the faculty of sciences."""
    degree = DegreeFactory.create(code="LINF", name="Licence Informatique", component=component("FDS"))
    step = StepFactory.create(code="HA1", label="L1 Informatique", degree=degree)
    return an_enrolment(admission__step=step, **facts)


def found(browser: PageClient, typed: str, **filters: Any) -> str:
    """What the page says of a search."""
    return browser.get(STUDENTS, {"q": typed, **filters}).content.decode()


@pytest.mark.parametrize(
    "typed",
    ["Ange", "angelique", "BOËLLE", "boel ange", "12/05/2007", "boelle 12/05/2007", "ange@example.net", "0600010040B"],
)
def test_a_student_is_found_by_whatever_is_known_of_them(browser: PageClient, typed: str) -> None:
    enrolment = an_enrolment(
        admission__birth_name="Boëlle", admission__given_name="Angélique", personal_email="ange@example.net",
        national_id="0600010040B",
    )  # fmt: skip

    page = found(browser, typed)

    assert f"{STUDENTS}{enrolment.person.student_number}/" in page


def test_a_student_is_found_by_their_numbers(browser: PageClient) -> None:
    enrolment = an_enrolment()

    for number in (enrolment.person.student_number, enrolment.file.admission.application_number):
        assert f"{STUDENTS}{enrolment.person.student_number}/" in found(browser, str(number))


def test_somebody_else_is_not_found(browser: PageClient) -> None:
    an_enrolment()

    assert "Personne ne correspond" in found(browser, "martin 13/05/2007")


def test_nothing_typed_shows_nobody(browser: PageClient) -> None:
    enrolment = an_enrolment()

    assert str(enrolment.person.student_number) not in found(browser, "")


def test_somebody_admitted_is_found_by_name_and_number(browser: PageClient) -> None:
    admission = AdmissionFactory.create(birth_name="Ménard", application_number="P260000042")
    index_admissions([admission.pk])

    for typed in ("menard", "P260000042", "12/05/2007"):
        assert f"{STUDENTS}P260000042/" in found(browser, typed)
    page = browser.get(f"{STUDENTS}P260000042/").content.decode()
    assert "Admis, pas encore inscrit" in page


def test_the_application_number_of_a_student_leads_to_them(browser: PageClient) -> None:
    enrolment = an_enrolment()

    answer = browser.get(f"{STUDENTS}{enrolment.file.admission.application_number}/")

    assert answer["Location"] == f"{STUDENTS}{enrolment.person.student_number}/"


def test_filters_keep_an_etape_a_year_and_a_state(browser: PageClient) -> None:
    enrolment = an_enrolment()
    of_another_composante(
        admission__birth_name="Roux", admission__given_name="Zoé", admission__birth_date=date(2006, 1, 1)
    )

    page = found(browser, "", etape=enrolment.step_id, annee=2026, etat="enrolled")

    assert str(enrolment.person.student_number) in page
    assert "Roux" not in page
    assert "Personne ne correspond" in found(browser, "", etape=enrolment.step_id, etat="cancelled")


def test_an_officer_finds_and_opens_students_of_their_composante_only(inhabitant: Inhabitants) -> None:
    of_theirs, of_others = an_enrolment(), of_another_composante(admission__birth_date=date(2006, 1, 1))
    admitted = AdmissionFactory.create(step=of_others.step, birth_name="Ménard")
    index_admissions([admitted.pk])
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO")))

    page = found(browser, "martin")

    assert str(of_theirs.person.student_number) in page
    assert str(of_others.person.student_number) not in page
    assert "Ménard" not in found(browser, "menard")
    assert browser.get(f"{STUDENTS}{of_theirs.person.student_number}/").status_code == 200
    for number in (of_others.person.student_number, admitted.application_number):
        assert browser.get(f"{STUDENTS}{number}/").status_code == 404


def test_acts_on_another_composante_are_not_there(inhabitant: Inhabitants) -> None:
    enrolment = of_another_composante()
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO")))
    cancelling = f"/gestion/scolarite/inscriptions/{enrolment.pk}/annulation/"
    correcting = f"{STUDENTS}{enrolment.person.student_number}/identite/"

    answers = [
        browser.post(cancelling, {"reason": "mistake", "explanation": "x"}),
        browser.post(correcting, {"birth_name": "Pirate"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Enrolment.objects.get(pk=enrolment.pk).cancelled_at is None


def test_the_page_of_a_student_tells_everything(browser: PageClient) -> None:
    enrolment = an_enrolment(national_id="0600010040B")

    page = browser.get(f"{STUDENTS}{enrolment.person.student_number}/").content.decode()

    for told in ("0600010040B", "EE1 L1 Economie", "F2026-000001", "Ce que voit l’étudiant", "Inscription"):
        assert told in page


def test_the_page_of_a_student_keeps_its_budget_however_many_years(
    browser: PageClient, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    enrolment = an_enrolment()
    for year in (2023, 2024, 2025):
        an_enrolment(admission__person=enrolment.person, admission__academic_year=open_year(year))

    with max_queries(32):
        browser.get(f"{STUDENTS}{enrolment.person.student_number}/")


def test_an_identity_is_corrected_and_the_old_one_kept_in_the_journal(browser: PageClient) -> None:
    person = an_enrolment().person
    page = f"{STUDENTS}{person.student_number}/"
    facts = {"birth_name": "Martín", "given_name": "Léa", "birth_date": "13/05/2007", "reason": "passeport"}

    answer = browser.post(f"{page}identite/", facts)

    assert answer["Location"] == page
    person.refresh_from_db()
    assert (person.birth_name, person.birth_date) == ("Martín", date(2007, 5, 13))
    told = browser.get(page).content.decode()
    assert "Martin → Martín" in told


def test_the_ine_of_somebody_else_is_not_taken(browser: PageClient) -> None:
    other = an_enrolment(national_id="0600010040B", admission__birth_name="Roux").person
    person = an_enrolment(admission__birth_date=date(2006, 1, 1)).person
    facts = {"birth_name": "Martin", "given_name": "Léa", "birth_date": "01/01/2006", "reason": "x"}

    answer = browser.post(f"{STUDENTS}{person.student_number}/identite/", facts | {"national_id": "0600010040B"})

    assert answer.status_code == 422
    assert "porte déjà cet INE" in answer.content.decode()
    assert Person.objects.get(national_id="0600010040B") == other


def test_an_enrolment_is_cancelled_from_its_page(browser: PageClient) -> None:
    enrolment = an_enrolment()
    address = f"/gestion/scolarite/inscriptions/{enrolment.pk}/annulation/"

    assert "Annuler une inscription" in browser.get(address).content.decode()
    assert browser.post(address, {"reason": "resignation"}).status_code == 422
    answer = browser.post(address, {"reason": "resignation", "explanation": "Part à Toulouse"})

    assert answer["Location"] == f"{STUDENTS}{enrolment.person.student_number}/"
    assert Enrolment.objects.get().cancelled_at
    assert "Démission" in browser.get(answer["Location"]).content.decode()
    assert browser.get(address).status_code == 404


def test_whoever_opens_a_file_is_found_as_a_person_once_enrolled(browser: PageClient) -> None:
    file = FileFactory.create(admission__birth_name="Ménard")
    index_admissions([file.admission_id])
    enrolment = an_enrolment(admission__birth_name="Ménard", admission__given_name="Lou")
    index_persons([enrolment.person_id])

    page = found(browser, "menard")

    assert f"{STUDENTS}{file.admission.application_number}/" in page
    assert f"{STUDENTS}{enrolment.person.student_number}/" in page
