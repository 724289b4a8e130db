"""« Problème de connexion »: forgotten password or identifier, and always the help."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.urls import reverse

from peristyle.accounts.hashing import Argon2idHasher, HashingPool
from peristyle.accounts.models import Account, MailedLink, Session
from peristyle.accounts.rules.life_cycle import State
from tests.accounts.factories import (
    CHOSEN_PASSWORD,
    PersonFactory,
    account_in,
    fresh,
    reset_letter,
    secret_address,
)
from tests.accounts.walk import words
from tests.harness.inhabitants import PASSWORD, signed_in
from tests.harness.letters import Letter, Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]
RunDueTasks = Callable[..., list[str]]
FORGOTTEN_PASSWORD, RESET, RESET_CODE = (
    "/probleme-de-connexion/mot-de-passe/",
    "/probleme-de-connexion/mot-de-passe/lien/",
    "/probleme-de-connexion/mot-de-passe/code/",
)
FORGOTTEN_LOGIN, MY_LOGIN = "/probleme-de-connexion/identifiant/", "/probleme-de-connexion/identifiant/reponse/"
CHOOSE, CHANGED = "/nouveau-mot-de-passe/", "/nouveau-mot-de-passe/termine/"
SITUATION = "/premiere-connexion/situation/"


@pytest.fixture
def account() -> Account:
    return account_in(State.ACTIVE, person__backup_email="lea@example.net")


@pytest.fixture
def letter(account: Account) -> Letter:
    return reset_letter(account)


def prove(browser: PageClient, account: Account, page: str = FORGOTTEN_PASSWORD) -> Any:
    return browser.post(page, {"number": account.person.student_number, "birth_date": "14/03/2007"})


def choose(browser: PageClient, password: str = CHOSEN_PASSWORD) -> Any:
    return browser.post(CHOOSE, {"password": password})


# The choices


def test_every_problem_has_a_way_out(client: PageClient) -> None:
    page = words(client.get("/probleme-de-connexion/"))

    ways = (
        "forgotten_password",
        "forgotten_login",
        "first_connection",
        "activation_code",
        "lost_address",
        "lost_factor",
    )
    for name in (*ways, "shut_account", "sign_in"):
        assert f'href="{reverse(f"accounts:{name}")}"' in page
    assert 'href="/aide/"' in page


def test_who_lost_their_address_is_told_what_the_recovery_asks(client: PageClient) -> None:
    page = words(client.get("/probleme-de-connexion/adresse-perdue/"))

    assert "pièce d’identité" in page
    assert 'href="/aide/?sujet=recovery#demande"' in page


def test_whose_account_is_shut_learns_why(client: PageClient) -> None:
    assert prove(client, account_in(State.CLOSED), "/probleme-de-connexion/compte-ferme/").url == SITUATION
    assert "n’est pas bloqué" in words(client.get("/probleme-de-connexion/compte-ferme/"))


# The forgotten password


def test_the_whole_way_by_link(
    client: PageClient, account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    assert prove(client, account).url == RESET
    asked = words(client.get(RESET))
    assert "l•••••@e•••••.net" in asked
    assert "lea@example.net" not in asked
    assert "Un mail est en route" in words(client.post(RESET))
    run_due_tasks()

    elsewhere = PageClient()
    assert elsewhere.get(secret_address(outbox.last)).status_code == 200
    assert elsewhere.post(secret_address(outbox.last)).url == CHOOSE
    assert elsewhere.get(CHOOSE).status_code == 200
    assert choose(elsewhere).url == CHANGED
    assert elsewhere.get(CHANGED).status_code == 200

    signing_in = {"login": account.login, "password": CHOSEN_PASSWORD}
    assert elsewhere.post("/connexion/", signing_in).status_code == 302
    assert elsewhere.post("/connexion/", {**signing_in, "password": PASSWORD}).status_code == 422


def test_the_whole_way_by_code(
    client: PageClient, account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    prove(client, account)
    client.post(RESET)
    run_due_tasks()

    assert client.post(RESET_CODE, {"code": outbox.last.code}).url == CHOOSE
    assert choose(client).url == CHANGED


def test_every_session_ends_and_the_holder_is_told(
    client: PageClient, account: Account, letter: Letter, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    others = [signed_in(account.person), signed_in(account.person)]
    client.post(secret_address(letter))

    choose(client)
    run_due_tasks()

    assert not Session.objects.filter(account=account).exists()
    for browser in others:
        assert browser.get("/gestion/").status_code == 302
    assert outbox.last.subject == "Votre mot de passe a été changé"


def test_whoever_changes_the_password_while_signed_in_signs_in_again(account: Account, letter: Letter) -> None:
    browser = signed_in(account.person)
    browser.post(secret_address(letter))

    assert choose(browser).url == CHANGED
    assert browser.get("/gestion/").status_code == 302


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_at_the_link_changes_nothing(client: PageClient, letter: Letter, method: str) -> None:
    before = list(MailedLink.objects.values())

    assert getattr(client, method)(secret_address(letter)).status_code == 200

    assert list(MailedLink.objects.values()) == before
    assert not Session.objects.exists()


def test_a_used_link_warns_whoever_did_not_use_it(client: PageClient, letter: Letter) -> None:
    client.post(secret_address(letter))
    choose(client)

    dead = PageClient().get(secret_address(letter))

    assert dead.status_code == 410
    assert "a déjà servi" in words(dead)
    assert choose(client).status_code == 410


def test_an_old_link_leads_to_a_new_one(at: Traveller, client: PageClient) -> None:
    at("2026-10-01 10:00")
    letter = reset_letter(account_in(State.ACTIVE))
    client.post(secret_address(letter))
    at.later(hours=1)

    for dead in (client.get(secret_address(letter)), client.post(secret_address(letter)), choose(client)):
        assert dead.status_code == 410
        assert f'href="{FORGOTTEN_PASSWORD}"' in words(dead)


def test_without_a_link_no_password_is_chosen(client: PageClient) -> None:
    assert client.get(CHOOSE).status_code == 410
    assert choose(client).status_code == 410
    assert client.get(f"/nouveau-mot-de-passe/{'A' * 43}/").status_code == 410


def test_a_weak_password_says_why_and_may_be_chosen_again(client: PageClient, account: Account, letter: Letter) -> None:
    client.post(secret_address(letter))

    refused = choose(client, "bonjour")

    assert refused.status_code == 422
    assert "chiffre" in words(refused)
    assert check_password(PASSWORD, fresh(account).password)
    assert choose(client, "").status_code == 422
    assert choose(client).url == CHANGED


def test_a_crowd_is_told_to_try_again(client: PageClient, letter: Letter, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post(secret_address(letter))
    with monkeypatch.context() as patch:
        patch.setattr(Argon2idHasher, "pool", HashingPool(slots=1, queue=0))
        with Argon2idHasher.pool.slot():
            assert choose(client).status_code == 503

    assert choose(client).url == CHANGED


@pytest.mark.parametrize("state", [State.PENDING, State.ACTIVATABLE, State.SUSPENDED, State.CLOSED])
def test_whoever_has_no_password_to_change_is_told_their_situation(state: State, client: PageClient) -> None:
    prove(client, account_in(state))

    assert client.get(RESET).url == SITUATION
    assert client.post(RESET).url == SITUATION


def test_somebody_without_an_account_is_told_their_situation(client: PageClient) -> None:
    client.post(FORGOTTEN_PASSWORD, {"number": PersonFactory.create().student_number, "birth_date": "14/03/2007"})

    for page in (RESET, MY_LOGIN):
        assert client.get(page).url == SITUATION
    assert client.post(RESET_CODE, {"code": "12345678"}).url == RESET


def test_without_a_personal_address_only_the_assistance_helps(
    client: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    prove(client, account_in(State.ACTIVE, person__backup_email=""))

    for page in (client.get(RESET), client.post(RESET)):
        assert "Aucune adresse personnelle" in words(page)
        assert 'href="/probleme-de-connexion/adresse-perdue/"' in words(page)
    run_due_tasks()
    assert len(outbox) == 0


def test_after_five_mails_one_is_told_when_the_next_may_leave(at: Traveller, client: PageClient) -> None:
    at("2026-10-01 10:00")
    account = account_in(State.ACTIVE)
    for _ in range(5):
        reset_letter(account)
    prove(client, account)

    assert "à 11:00" in words(client.post(RESET))


def test_a_wrong_code_is_told_and_the_sixth_waits(client: PageClient, account: Account, letter: Letter) -> None:
    prove(client, account)

    answers = [client.post(RESET_CODE, {"code": "00000000"}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "Ce code ne convient pas" in words(answers[4])
    assert "15 secondes" in words(answers[5])
    assert client.post(RESET_CODE, {}).status_code == 422
    assert client.get(RESET_CODE).url == RESET


@pytest.mark.parametrize("page", [RESET, RESET_CODE, MY_LOGIN])
def test_nobody_comes_further_without_proof(client: PageClient, page: str) -> None:
    assert client.get(page).status_code == 302
    assert client.post(page, {"code": "12345678"}).url == "/premiere-connexion/"


# The forgotten identifier


def test_the_identifier_is_mailed_on_request_and_not_shown(
    client: PageClient, account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    assert prove(client, account, FORGOTTEN_LOGIN).url == MY_LOGIN
    assert account.login not in words(client.get(MY_LOGIN))
    run_due_tasks()
    assert len(outbox) == 0

    asked = words(client.post(MY_LOGIN))
    assert "Mail envoyé" in asked
    assert account.login not in asked
    run_due_tasks()
    assert outbox.last.to == "lea@example.net"
    assert account.login in outbox.last.text


def test_the_identifier_is_shown_to_who_proves_their_ine(client: PageClient) -> None:
    account = account_in(State.ACTIVE, person__backup_email="", person__national_id="0702004567B")
    prove(client, account, FORGOTTEN_LOGIN)
    assert account.login not in words(client.get(MY_LOGIN))

    assert client.post("/premiere-connexion/ine/identifiant/", {"national_id": "0702004567B"}).url == MY_LOGIN

    assert account.login in words(client.get(MY_LOGIN))


def test_without_address_nor_ine_the_assistance_tells_the_identifier(
    client: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    account = account_in(State.ACTIVE, person__backup_email="")
    prove(client, account, FORGOTTEN_LOGIN)

    for page in (client.get(MY_LOGIN), client.post(MY_LOGIN)):
        assert account.login not in words(page)
        assert 'href="/aide/?sujet=sign-in#demande"' in words(page)
    run_due_tasks()
    assert len(outbox) == 0


@pytest.mark.parametrize("page", [FORGOTTEN_PASSWORD, FORGOTTEN_LOGIN])
def test_whoever_cannot_prove_their_identity_learns_nothing(client: PageClient, account: Account, page: str) -> None:
    for number in (account.person.student_number, "99999999"):
        refused = client.post(page, {"number": number, "birth_date": "15/03/2007"})
        assert refused.status_code == 422
        assert "Nous ne retrouvons personne" in words(refused)
        assert account.login not in words(refused)


# The cost


def test_the_pages_ask_the_database_little(
    client: PageClient, account: Account, letter: Letter, max_queries: MaxQueries
) -> None:
    for page in ("/probleme-de-connexion/", FORGOTTEN_PASSWORD, FORGOTTEN_LOGIN, CHANGED):
        with max_queries(0):
            client.get(page)
    prove(client, account)
    for page in (RESET, MY_LOGIN):
        with max_queries(6):
            client.get(page)
    client.post(secret_address(letter))
    with max_queries(4):
        client.get(CHOOSE)
    with max_queries(15):
        choose(client)
