"""The pages of the file: nothing typed is lost, no step is skipped, everybody may come back."""

from collections.abc import Callable
from typing import Any

import pytest

from peristyle.enrolment.models import EnrolmentFile
from peristyle.enrolment.views.open_file import KEY
from tests.enrolment.factories import ADDRESS, AdmissionFactory, FileFactory, ReadyFileFactory, an_attempt
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PAGES = ["identifiants", "coordonnees", "adresse", "etape", "situation", "droits"]
IDENTITY = {"application_number": "P260000042", "birth_date": "12/05/2007", "email": ADDRESS}


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


def browser_with(file: EnrolmentFile, client: PageClient) -> PageClient:
    """A browser in which the file is open."""
    session = client.session
    session[KEY] = file.pk
    session.save()
    return client


def text(response: Any) -> str:
    """What a page says."""
    return response.content.decode()


def test_whatever_is_wrong_with_an_identity_the_answer_is_the_same(client: PageClient) -> None:
    AdmissionFactory.create(application_number="P260000042")
    wrong = [{"application_number": "P269999999"}, {"birth_date": "13/05/2007"}, {"email": "x@example.net"}]

    answers = [client.post("/inscription/", IDENTITY | one) for one in wrong]

    assert {answer.status_code for answer in answers} == {422}
    assert all("Nous ne retrouvons pas d’admission" in text(answer) for answer in answers)


def test_what_was_typed_comes_back_with_what_is_to_be_corrected(client: PageClient) -> None:
    answer = client.post("/inscription/", IDENTITY | {"birth_date": "31/02/2007"})

    assert answer.status_code == 422
    assert 'value="P260000042"' in text(answer)
    assert "Date de naissance — Cette date" in text(answer)


def test_too_many_guesses_are_told_to_wait(client: PageClient) -> None:
    for _ in range(5):
        client.post("/inscription/", IDENTITY)

    answer = client.post("/inscription/", IDENTITY)

    assert answer.status_code == 429
    assert "Attendez" in text(answer)


def test_coming_back_leads_to_the_step_that_was_left(client: PageClient) -> None:
    admission = AdmissionFactory.create(application_number="P260000042")
    ReadyFileFactory.create(admission=admission, step_confirmed_at=None)

    answer = client.post("/inscription/", IDENTITY, follow=True)

    assert answer.redirect_chain[-1][0] == "/inscription/dossier/etape/"


@pytest.mark.parametrize("page", [*PAGES, "banque", "paiement", "recu", "", "adresse/code"])
def test_a_stranger_is_led_to_the_beginning(client: PageClient, page: str) -> None:
    answer = client.get(f"/inscription/dossier/{page}/".replace("//", "/"), follow=True)

    assert answer.redirect_chain[-1][0] == "/inscription/"


@pytest.mark.parametrize("page", [*PAGES[1:], "banque", "paiement", "recu"])
def test_no_step_is_skipped(client: PageClient, page: str) -> None:
    browser = browser_with(FileFactory.create(), client)

    answer = browser.get(f"/inscription/dossier/{page}/", follow=True)

    assert answer.redirect_chain[-1][0] == "/inscription/dossier/identifiants/"


@pytest.mark.parametrize("page", PAGES)
def test_one_may_go_back_and_finds_what_was_typed(
    client: PageClient, page: str, max_queries: Callable[..., Any]
) -> None:
    browser = browser_with(ReadyFileFactory.create(national_id="0600000001P"), client)

    with max_queries(10 if page == "droits" else 5):
        answer = browser.get(f"/inscription/dossier/{page}/")

    assert answer.status_code == 200


def test_an_ine_whose_key_is_wrong_is_doubted_once_then_taken(client: PageClient) -> None:
    file = FileFactory.create()
    browser = browser_with(file, client)
    answers = {"national_id": "0600000001Z", "cvec_number": "123"}

    doubted = browser.post("/inscription/dossier/identifiants/", answers, follow=True)
    taken = browser.post("/inscription/dossier/identifiants/", answers)

    assert "À vérifier" in text(doubted)
    assert 'value="0600000001Z"' in text(doubted)
    assert taken["Location"] == "/inscription/dossier/coordonnees/"
    file.refresh_from_db()
    assert file.national_id == "0600000001Z"


def test_no_ine_is_an_answer_if_it_is_meant(client: PageClient) -> None:
    browser = browser_with(FileFactory.create(), client)
    answers = {"national_id": "", "cvec_number": "MON1-AB12CD-34"}

    forgotten = browser.post("/inscription/dossier/identifiants/", answers)
    meant = browser.post("/inscription/dossier/identifiants/", answers | {"has_no_national_id": "on"})

    assert forgotten.status_code == 422
    assert meant.status_code == 302


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"personal_email": "lea@etu.umontpellier.fr"}, "Donnez une adresse personnelle"),
        ({"personal_email": "lea"}, "Adresse mail personnelle —"),
        ({"postal_code": ""}, "un code postal compte 5 chiffres"),
        ({"phone": "allô"}, "Téléphone —"),
        ({"street": ""}, "Numéro et rue —"),
        ({"country": "XX"}, "Pays —"),
    ],
)
def test_a_wrong_contact_says_which_field_and_keeps_the_rest(
    client: PageClient, wrong: dict[str, str], said: str
) -> None:
    file = FileFactory.create(cvec_number="MON1-AB12CD-34", identified_at="2026-07-10T10:00Z")
    browser = browser_with(file, client)
    contact = {
        "personal_email": ADDRESS,
        "phone": "06 12 34 56 78",
        "street": "12 rue",
        "postal_code": "34000",
        "city": "Nîmes-le-Vieux",
        "country": "FR",
    }

    answer = browser.post("/inscription/dossier/coordonnees/", contact | wrong)

    assert answer.status_code == 422
    assert said in text(answer)
    assert "Nîmes-le-Vieux" in text(answer)


def test_abroad_a_postal_code_may_be_missing(client: PageClient) -> None:
    file = FileFactory.create(cvec_number="MON1-AB12CD-34", identified_at="2026-07-10T10:00Z")
    contact = {"personal_email": ADDRESS, "phone": "+212 6 12 34 56", "street": "1 rue", "city": "Fès", "country": "MA"}

    assert browser_with(file, client).post("/inscription/dossier/coordonnees/", contact).status_code == 302


def test_a_wrong_code_says_how_many_tries_are_left(client: PageClient, run_due_tasks: Callable[..., list[str]]) -> None:
    file = ReadyFileFactory.create(personal_email_confirmed_at=None, step_confirmed_at=None)
    browser = browser_with(file, client)
    browser.post("/inscription/dossier/adresse/code/")
    run_due_tasks()

    answers = [browser.post("/inscription/dossier/adresse/", {"code": "00000000"}) for _ in range(5)]

    assert "Il reste 4 essais" in text(answers[0])
    assert "Il reste 1 essai." in text(answers[3])
    assert "Ce code ne sert plus" in text(answers[4])


def test_another_code_at_once_is_told_to_wait(client: PageClient) -> None:
    file = ReadyFileFactory.create(personal_email_confirmed_at=None, step_confirmed_at=None)
    browser = browser_with(file, client)
    browser.post("/inscription/dossier/adresse/code/")

    answer = browser.post("/inscription/dossier/adresse/code/")

    assert answer.status_code == 429
    assert "Attendez" in text(answer)


def test_the_etape_must_be_confirmed(client: PageClient) -> None:
    file = ReadyFileFactory.create(step_confirmed_at=None)
    browser = browser_with(file, client)

    assert browser.post("/inscription/dossier/etape/").status_code == 422
    assert browser.post("/inscription/dossier/etape/", {"confirmed": "on"}).status_code == 302


def test_closing_a_file_on_a_shared_computer_keeps_the_answers(client: PageClient) -> None:
    file = ReadyFileFactory.create()
    browser = browser_with(file, client)
    assert "Un dossier est ouvert dans ce navigateur" in text(browser.get("/inscription/"))

    browser.post("/inscription/dossier/fermeture/")

    assert browser.get("/inscription/dossier/", follow=True).redirect_chain[-1][0] == "/inscription/"
    assert EnrolmentFile.objects.get().street == file.street


def test_the_session_changes_its_key_when_a_file_is_opened(client: PageClient) -> None:
    AdmissionFactory.create(application_number="P260000042")
    client.session["before"] = True
    before = client.session.session_key

    client.post("/inscription/", IDENTITY)

    assert client.session.session_key != before


def test_after_the_payment_only_the_receipt_is_left(client: PageClient) -> None:
    file = ReadyFileFactory.create(admission__grant_holder=True)
    browser = browser_with(file, client)
    browser.post("/inscription/dossier/droits/")

    for page in PAGES:
        answer = browser.get(f"/inscription/dossier/{page}/", follow=True)
        assert answer.redirect_chain[-1][0] == "/inscription/dossier/recu/"


def test_a_paid_file_is_found_again_at_its_receipt(client: PageClient) -> None:
    file = ReadyFileFactory.create(admission__grant_holder=True, admission__application_number="P260000042")
    browser_with(file, client).post("/inscription/dossier/droits/")

    answer = PageClient().post("/inscription/", IDENTITY, follow=True)

    assert answer.redirect_chain[-1][0] == "/inscription/dossier/recu/"
    assert "Aucun paiement n’était dû" in text(answer)


def test_an_unanswered_attempt_does_not_keep_from_correcting_the_contact(client: PageClient) -> None:
    attempt = an_attempt()
    browser = browser_with(attempt.invoice.file, client)

    assert browser.get("/inscription/dossier/coordonnees/").status_code == 200


SITUATION = {"regime": "initial", "gap_year": "none", "mobility": "none"}


def test_a_contradictory_situation_names_its_field_and_keeps_the_rest(client: PageClient) -> None:
    file = ReadyFileFactory.create(situation_given_at=None)
    typed = SITUATION | {
        "gap_year": "year",
        "special_regime": "on",
        "grant_notice": "n 123",
        "optional_rights": "sport",
    }

    answer = browser_with(file, client).post("/inscription/dossier/situation/", typed)

    assert answer.status_code == 422
    assert "Je demande un régime spécial d’études —" in text(answer)
    assert 'value="year"' in text(answer)
    file.refresh_from_db()
    assert file.situation_given_at is None


def test_a_situation_is_kept_as_it_was_declared(client: PageClient) -> None:
    file = ReadyFileFactory.create(situation_given_at=None)
    typed = SITUATION | {"gap_year": "semester", "grant_notice": "n 123", "optional_rights": ["sport"]}

    browser_with(file, client).post("/inscription/dossier/situation/", typed)

    file.refresh_from_db()
    kept = (file.regime, file.gap_year, file.grant_notice, file.optional_rights)
    assert kept == ("initial", "semester", "N123", ["sport"])
    assert file.situation_given_at


def test_a_right_that_is_not_sold_is_refused(client: PageClient) -> None:
    browser = browser_with(ReadyFileFactory.create(situation_given_at=None), client)

    answer = browser.post("/inscription/dossier/situation/", SITUATION | {"optional_rights": "yacht"})

    assert answer.status_code == 422
