"""Enrolling again, with and without an active account: never a second person, never a second account."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from peristyle.accounts.public import Account, Activation, account_of_person
from peristyle.enrolment.actions.authorise_reenrolments import authorise_reenrolment
from peristyle.enrolment.models import Admission, Enrolment, EnrolmentFile
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import Affiliation, Person
from tests.enrolment.factories import ADDRESS, StepFactory, a_former_student
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunTasks = Callable[..., list[str]]
INE = "0600000001P"
CONTACT = {
    "phone": "06 12 34 56 78",
    "street": "3 rue Neuve",
    "postal_code": "34000",
    "city": "Montpellier",
    "country": "FR",
}


@pytest.fixture
def second_year() -> Any:
    return StepFactory.create(code="EE2", label="L2 Economie", year_of_study=2)


@pytest.fixture
def student(at: Traveller, second_year: Any, inhabitant: Inhabitants) -> Person:
    """Enrolled last year, by an application; authorised this year."""
    at("2025-07-10 10:00")
    person = a_former_student(2025, national_id=INE)
    at("2026-07-10 10:00")
    authorise_reenrolment(person, second_year, 2026, grant_holder=True, by=inhabitant(Role.REGISTRAR_OFFICER))
    return person


def activate(person: Person) -> Account:
    account = account_of_person(person.pk)
    assert account is not None
    Activation.objects.create(account=account, at=clock.now())
    return account


def text(response: Any) -> str:
    return str(response.content.decode())


def last_file(person: Person) -> EnrolmentFile:
    return EnrolmentFile.objects.get(admission__person=person, admission__academic_year=2026)


def come_back(browser: PageClient, person: Person, outbox: Outbox, run_due_tasks: RunTasks) -> Any:
    asked = {"student_number": person.student_number, "birth_date": "12/05/2007"}
    assert browser.post("/inscription/retour/", asked)["Location"] == "/inscription/retour/code/"
    run_due_tasks()
    codes = [letter.code for letter in outbox.to(ADDRESS) if "code" in letter.subject]
    return browser.post("/inscription/retour/code/", {"code": codes[-1]})


def answer_all(browser: PageClient) -> None:
    """What may have changed, then the validation of a grant holder's file."""
    given = {"cvec_number": "MON6-AB12CD-34"}
    assert browser.post("/inscription/dossier/identifiants/", given)["Location"] == "/inscription/dossier/coordonnees/"
    contact = CONTACT | {"personal_email": ADDRESS}
    assert browser.post("/inscription/dossier/coordonnees/", contact)["Location"] == "/inscription/dossier/etape/"
    browser.post("/inscription/dossier/etape/", {"confirmed": "on"})
    browser.post("/inscription/dossier/situation/", {"regime": "initial", "gap_year": "none", "mobility": "none"})
    assert browser.post("/inscription/dossier/droits/")["Location"] == "/inscription/dossier/recu/"


def test_a_student_without_an_active_account_comes_back_and_stays_one_person(
    student: Person, client: PageClient, outbox: Outbox, run_due_tasks: RunTasks
) -> None:
    login = Account.objects.get(person=student).login

    arrived = come_back(client, student, outbox, run_due_tasks)
    assert arrived["Location"] == "/inscription/dossier/suivi/"
    assert "L2 Economie" in text(client.get("/inscription/dossier/suivi/"))
    answer_all(client)

    assert Person.objects.filter(birth_name="Martin").count() == 1
    assert Account.objects.get(person=student).login == login
    enrolment = Enrolment.objects.get(academic_year=2026)
    assert (enrolment.person, enrolment.main) == (student, True)
    assert max(Affiliation.objects.filter(person=student).values_list("ends_on", flat=True)) == date(2027, 8, 31)


def test_only_what_may_have_changed_is_asked(
    student: Person, client: PageClient, outbox: Outbox, run_due_tasks: RunTasks
) -> None:
    come_back(client, student, outbox, run_due_tasks)

    numbers = text(client.get("/inscription/dossier/identifiants/"))
    client.post("/inscription/dossier/identifiants/", {"cvec_number": "MON6-AB12CD-34"})
    contact = text(client.get("/inscription/dossier/coordonnees/"))

    assert "Numéro INE" not in numbers
    assert INE not in numbers
    assert "12 rue de l’Université" in contact
    assert last_file(student).national_id == INE


def test_a_signed_in_student_finds_their_reenrolment_and_is_not_asked_their_address(student: Person) -> None:
    activate(student)
    browser = signed_in(student)
    admission = Admission.objects.get(academic_year=2026)

    page = text(browser.get("/scolarite/"))
    opened = browser.post(f"/scolarite/inscriptions/{admission.pk}/", follow=True)
    browser.post("/inscription/dossier/identifiants/", {"cvec_number": "MON6-AB12CD-34"})
    contact = text(browser.get("/inscription/dossier/coordonnees/"))

    assert "Commencer ma réinscription" in page
    assert opened.redirect_chain[-1][0] == "/inscription/dossier/identifiants/"
    assert 'name="personal_email"' not in contact
    assert ADDRESS in contact
    sent = browser.post("/inscription/dossier/coordonnees/", CONTACT | {"personal_email": "thief@example.net"})
    assert sent["Location"] == "/inscription/dossier/etape/"
    assert last_file(student).personal_email == ADDRESS


def test_a_student_whose_account_was_closed_finds_their_identifier_again(
    student: Person, at: Traveller, client: PageClient, outbox: Outbox, run_due_tasks: RunTasks
) -> None:
    account = activate(student)
    Affiliation.objects.filter(person=student).update(ends_on=date(2026, 1, 15))

    come_back(client, student, outbox, run_due_tasks)
    answer_all(client)

    assert account_of_person(student.pk) == account
    assert signed_in(student).get("/scolarite/").status_code == 200


def test_opening_twice_makes_one_file_and_going_back_loses_nothing(student: Person) -> None:
    activate(student)
    browser = signed_in(student)
    admission = Admission.objects.get(academic_year=2026)
    for _ in range(2):
        browser.post(f"/scolarite/inscriptions/{admission.pk}/")
    answer_all(browser)
    browser.post(f"/scolarite/inscriptions/{admission.pk}/")

    again = browser.post("/inscription/dossier/droits/", follow=True)

    assert again.redirect_chain[-1][0] == "/inscription/dossier/recu/"
    assert Enrolment.objects.filter(academic_year=2026).count() == 1
    assert last_file(student).street == CONTACT["street"]


def test_an_ine_given_since_is_learnt(student: Person) -> None:
    Person.objects.filter(pk=student.pk).update(national_id=None)
    activate(student)
    browser = signed_in(student)
    browser.post(f"/scolarite/inscriptions/{Admission.objects.get(academic_year=2026).pk}/")
    browser.post("/inscription/dossier/identifiants/", {"national_id": INE, "cvec_number": "MON6-AB12CD-34"})
    browser.post("/inscription/dossier/coordonnees/", CONTACT)
    browser.post("/inscription/dossier/etape/", {"confirmed": "on"})
    browser.post("/inscription/dossier/situation/", {"regime": "initial", "gap_year": "none", "mobility": "none"})

    browser.post("/inscription/dossier/droits/")

    student.refresh_from_db()
    assert student.national_id == INE


def test_the_number_of_the_letter_opens_the_file_too(student: Person, client: PageClient) -> None:
    number = Admission.objects.get(academic_year=2026).application_number
    identity = {"application_number": number, "birth_date": "12/05/2007", "email": ADDRESS}

    answer = client.post("/inscription/", identity, follow=True)

    assert answer.redirect_chain[-1][0] == "/inscription/dossier/identifiants/"


def test_whoever_is_not_authorised_yet_is_told_so_after_the_code_only(
    student: Person, client: PageClient, outbox: Outbox, run_due_tasks: RunTasks
) -> None:
    Enrolment.objects.all().delete()
    EnrolmentFile.objects.all().delete()
    Admission.objects.all().delete()

    answer = come_back(client, student, outbox, run_due_tasks)

    assert "Aucune réinscription n’est encore autorisée" in text(answer)


def test_a_second_etape_of_the_year_is_secondary_and_reached_from_the_same_page(
    student: Person, client: PageClient, outbox: Outbox, run_due_tasks: RunTasks, inhabitant: Inhabitants
) -> None:
    law = StepFactory.create(code="DR1", label="L1 Droit")
    second = authorise_reenrolment(student, law, 2026, grant_holder=True, by=inhabitant(Role.REGISTRAR_OFFICER))
    come_back(client, student, outbox, run_due_tasks)
    answer_all(client)

    followed = text(client.get("/inscription/dossier/suivi/"))
    opened = client.post(f"/inscription/dossiers/{second.pk}/", follow=True)
    answer_all(client)

    assert "L2 Economie" in followed
    assert "L1 Droit" in followed
    assert opened.redirect_chain[-1][0] == "/inscription/dossier/identifiants/"
    mains = dict(Enrolment.objects.filter(academic_year=2026).values_list("step__code", "main"))
    assert mains == {"EE2": True, "DR1": False}
    activate(student)
    assert "Secondaire" in text(signed_in(student).get("/scolarite/"))
