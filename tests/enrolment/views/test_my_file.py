"""« Mon dossier »: one's own facts, one's address, one's corrections."""

from collections.abc import Callable
from typing import Any

import pytest

from peristyle.enrolment.actions.decide_correction import AlreadyDecided, decide_correction
from peristyle.enrolment.models import CorrectionRequest, EnrolmentFile
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.factories import AdmissionFactory, ReadyFileFactory
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
ASKED = {"subject": "name", "said": "Mon deuxième prénom est Anne, voyez ma carte."}


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-10-10 10:00")


@pytest.fixture
def student(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.STUDENT)


@pytest.fixture
def file(student: Person) -> EnrolmentFile:
    return ReadyFileFactory.create(admission=AdmissionFactory.create(person=student))


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_file_tells_all_on_one_page(student: Person, file: EnrolmentFile, max_queries: Callable[..., Any]) -> None:
    browser = signed_in(student)

    with max_queries(9):
        page = text(browser.get("/scolarite/dossier/"))

    assert student.birth_name in page
    assert file.street in page


def test_the_address_is_changed_where_the_university_reads_it(student: Person, file: EnrolmentFile) -> None:
    browser = signed_in(student)
    address = {"street": "9 rue Haute", "postal_code": "30000", "city": "Nîmes", "country": "FR", "phone": "0612345678"}

    wrong = browser.post("/scolarite/dossier/adresse/", address | {"postal_code": "3"})
    right = browser.post("/scolarite/dossier/adresse/", address)

    assert wrong.status_code == 422
    assert "9 rue Haute" in text(wrong)
    assert right.status_code == 302
    file.refresh_from_db()
    assert (file.street, file.city) == ("9 rue Haute", "Nîmes")


def test_one_request_at_a_time_on_each_subject(student: Person) -> None:
    browser = signed_in(student)

    first = browser.post("/scolarite/dossier/corrections/", ASKED)
    second = browser.post("/scolarite/dossier/corrections/", ASKED | {"said": "Et encore ceci."})
    other = browser.post("/scolarite/dossier/corrections/", ASKED | {"subject": "birth"})

    assert (first.status_code, second.status_code, other.status_code) == (302, 409, 302)
    assert "Et encore ceci." in text(second)
    assert CorrectionRequest.objects.count() == 2
    assert "En attente de réponse" in text(browser.get("/scolarite/dossier/"))


def test_the_decision_is_mailed_and_stands_in_the_file(
    student: Person, inhabitant: Inhabitants, outbox: Outbox, run_due_tasks: Callable[..., list[str]]
) -> None:
    browser = signed_in(student)
    browser.post("/scolarite/dossier/corrections/", ASKED)
    asked = CorrectionRequest.objects.get()
    officer = inhabitant(Role.REGISTRAR_OFFICER)

    decide_correction(asked, accepted=False, answer="Votre carte dit autre chose.", by=officer)
    run_due_tasks()

    assert "Votre carte dit autre chose." in outbox.to(student.backup_email)[-1].text
    assert "Votre carte dit autre chose." in text(browser.get("/scolarite/dossier/"))
    with pytest.raises(AlreadyDecided):
        decide_correction(asked, accepted=True, answer="", by=officer)
    assert browser.post("/scolarite/dossier/corrections/", ASKED).status_code == 302
