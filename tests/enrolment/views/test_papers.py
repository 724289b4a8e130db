from collections.abc import Callable
from typing import Any

import pytest

from peristyle.documents.public import IssuedDocument
from peristyle.enrolment.actions.start_payment import start_payment
from peristyle.enrolment.models import Enrolment, StudentCard, SupportingDocument
from peristyle.enrolment.queries import supporting_documents_of
from peristyle.enrolment.rules.papers import Paper
from peristyle.enrolment.rules.supporting_documents import DocumentState
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.accounts.walk import words
from tests.enrolment.factories import AdmissionFactory, ReadyFileFactory, component
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PAGE, CARD = "/scolarite/documents/", "/scolarite/carte/"


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-10-10 10:00")


def enrolled(person: Person, national_id: str) -> Enrolment:
    """Somebody who has an account enrols as a grant holder, under their own INE."""
    Person.objects.filter(pk=person.pk).update(national_id=national_id, birth_place="Nîmes")
    admission = AdmissionFactory.create(birth_name=person.birth_name, birth_date=person.birth_date, grant_holder=True)
    start_payment(ReadyFileFactory.create(admission=admission, national_id=national_id))
    return Enrolment.objects.select_related("person", "file").get(person=person)


@pytest.fixture
def enrolment(inhabitant: Inhabitants) -> Enrolment:
    """A student enrolled a moment ago."""
    return enrolled(inhabitant(Role.STUDENT), "0600000001P")


@pytest.fixture
def browser(enrolment: Enrolment) -> PageClient:
    return signed_in(enrolment.person)


def accept_everything(enrolment: Enrolment) -> None:
    """An officer has accepted every document."""
    now = clock.now()
    for each in supporting_documents_of(enrolment.file):
        SupportingDocument.objects.create(
            file=enrolment.file, kind=each.kind, state=DocumentState.ACCEPTED, since=now, decided_at=now
        )


def ask(browser: PageClient, enrolment: Enrolment, paper: Paper, language: str = "fr") -> Any:
    return browser.post(f"{PAGE}{enrolment.pk}/{paper.value}/", {"language": language})


def issued(paper: Paper, person: Person) -> list[IssuedDocument]:
    return list(IssuedDocument.objects.filter(kind=paper.value, person=person, replaced_at=None))


def test_the_page_says_what_may_be_had_and_why_not_the_rest(
    browser: PageClient, max_queries: Callable[..., Any]
) -> None:
    with max_queries(25):
        page = words(browser.get(PAGE))

    assert "Certificat de scolarité" in page
    assert "Vos pièces justificatives ne sont pas encore toutes acceptées." in page
    assert "Télécharger" in page


def test_a_certificate_waits_for_the_supporting_documents(browser: PageClient, enrolment: Enrolment) -> None:
    assert ask(browser, enrolment, Paper.CERTIFICATE).status_code == 409
    assert not issued(Paper.CERTIFICATE, enrolment.person)

    accept_everything(enrolment)

    assert ask(browser, enrolment, Paper.CERTIFICATE).status_code == 302
    [certificate] = issued(Paper.CERTIFICATE, enrolment.person)
    assert certificate.data["step"] == {"code": "EE1", "label": "L1 Economie"}
    assert certificate.data["holder"]["birth_place"] == "Nîmes"


def test_asked_again_it_is_the_same_paper_and_each_language_has_its_own(
    browser: PageClient, enrolment: Enrolment
) -> None:
    first = ask(browser, enrolment, Paper.ATTESTATION).headers["Location"]

    assert ask(browser, enrolment, Paper.ATTESTATION).headers["Location"] == first
    assert ask(browser, enrolment, Paper.ATTESTATION, "en").headers["Location"] != first


def test_the_scolpass_lists_the_year_and_goes_with_the_receipt_by_mail(
    enrolment: Enrolment, outbox: Outbox, run_due_tasks: Callable[[], None]
) -> None:
    run_due_tasks()

    [scolpass] = issued(Paper.SCOLPASS, enrolment.person)
    assert scolpass.data["steps"] == [{"code": "EE1", "label": "L1 Economie"}]
    assert scolpass.data["login"].endswith("@etu.umontpellier.fr")
    letters = outbox.to(enrolment.person.backup_email)
    assert any(f"{scolpass.number}.pdf" in names for names in map(attached_names, letters))


def attached_names(letter: Any) -> list[str]:
    return [name for name, _content, _type in letter.message.attachments]


def test_a_paper_is_sealed_and_given_to_its_holder_alone(
    browser: PageClient, enrolment: Enrolment, inhabitant: Inhabitants, run_due_tasks: Callable[[], None]
) -> None:
    address = ask(browser, enrolment, Paper.RECEIPT).headers["Location"]
    run_due_tasks()

    assert browser.get(address).content.startswith(b"%PDF")
    stranger = signed_in(inhabitant(Role.STUDENT))
    assert stranger.get(address).status_code == 404
    assert ask(stranger, enrolment, Paper.RECEIPT).status_code == 404


def test_the_card_has_one_number_for_good(browser: PageClient, enrolment: Enrolment, at: Traveller) -> None:
    assert "Créer ma carte européenne" in words(browser.get(CARD))
    first = words(browser.post(CARD, follow=True))
    at.later(hours=1)
    again = words(browser.post(CARD, follow=True))

    number = str(StudentCard.objects.get(person=enrolment.person).number)
    assert number in first
    assert number in again
    assert number.endswith("001000000000")
    assert str(enrolment.person.student_number) in first


def test_the_card_keeps_itself_by_a_worker_of_its_own_address(browser: PageClient, enrolment: Enrolment) -> None:
    worker = browser.get(f"{CARD}hors-ligne.js")

    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert '"/scolarite/carte/"' in worker.content.decode()
    assert browser.get(f"{CARD}photo/").status_code == 404


def test_an_officer_of_the_composante_prints_papers_and_no_other(enrolment: Enrolment, inhabitant: Inhabitants) -> None:
    page = f"/gestion/scolarite/inscriptions/{enrolment.pk}/documents/"
    officer = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO")))
    stranger = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("DSP")))

    assert "SCOL’PASS" in words(officer.get(page))
    printed = officer.post(f"{page}scolpass/", {"language": "fr"})

    [scolpass] = issued(Paper.SCOLPASS, enrolment.person)
    assert printed.headers["Location"] == f"/gestion/documents/{scolpass.number}/"
    assert stranger.get(page).status_code == 404
    assert stranger.post(f"{page}scolpass/").status_code == 404
