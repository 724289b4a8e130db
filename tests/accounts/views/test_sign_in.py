"""The sign-in page, as people and strangers meet it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.hashing import Argon2idHasher, HashingPool
from peristyle.accounts.models import Account, Session
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.kernel.tokens import digest
from tests.accounts.factories import CHOSEN_PASSWORD, DOMAIN, account_in
from tests.accounts.walk import words
from tests.harness.inhabitants import PASSWORD, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]
SIGN_IN, SIGN_OUT, CLOSING = "/connexion/", "/deconnexion/", "/fermeture/"
FOR_THE_SIGNED_IN = "/gestion/"


@pytest.fixture
def lea() -> Account:
    return account_in(State.ACTIVE, login=f"lea.martin@{DOMAIN}")


def sign_in(browser: PageClient, login: str = "lea.martin", password: str = PASSWORD, **more: str) -> Any:
    return browser.post(SIGN_IN, {"login": login, "password": password, **more})


def is_signed_in(browser: PageClient) -> bool:
    return bool(browser.get(FOR_THE_SIGNED_IN).status_code == 200)


# The page


@pytest.mark.parametrize("address", ["/", SIGN_IN])
def test_the_sign_in_page_is_the_one_of_the_reference_page(client: PageClient, address: str) -> None:
    page = words(client.get(address))

    for text in (
        "Votre environnement numérique de travail personnalisé (ENT)",
        "Pour faciliter vos études",
        "Identifiant",
        "Mot de passe",
        "Se connecter",
        "1ère connexion",
        "Problème de connexion",
    ):
        assert text in page


def test_browsers_and_password_managers_know_what_to_fill_in(client: PageClient) -> None:
    page = words(client.get(SIGN_IN))

    assert 'autocomplete="username webauthn"' in page
    assert 'autocomplete="current-password"' in page


def test_seeing_the_page_costs_nothing(client: PageClient, max_queries: MaxQueries) -> None:
    with max_queries(0):
        client.get(SIGN_IN)
    with max_queries(0):
        client.get("/")

    assert not Session.objects.exists()


# Getting in


@pytest.mark.parametrize(
    "login", ["lea.martin", f"lea.martin@{DOMAIN}", "LEA.Martin", f" Lea.Martin@{DOMAIN.upper()} "]
)
def test_the_right_identifier_and_password_open_the_home(client: PageClient, lea: Account, login: str) -> None:
    assert sign_in(client, login).url == "/"
    assert is_signed_in(client)


def test_a_sign_in_asks_the_database_little(client: PageClient, lea: Account, max_queries: MaxQueries) -> None:
    with max_queries(7):
        sign_in(client)


def test_a_refused_sign_in_asks_the_database_little(client: PageClient, lea: Account, max_queries: MaxQueries) -> None:
    with max_queries(12):
        sign_in(client, password="pas le bon")
    with max_queries(6):
        sign_in(client, password="pas le bon")


def test_who_is_signed_in_already_goes_on(lea: Account) -> None:
    browser = signed_in(lea.person)

    assert browser.get(SIGN_IN).url == "/"
    assert browser.get(SIGN_IN, {"suite": "/compte/"}).url == "/compte/"


def test_after_signing_in_one_goes_where_one_wanted(client: PageClient, lea: Account) -> None:
    asked = client.get(FOR_THE_SIGNED_IN)
    assert asked.url == "/connexion/?suite=/gestion/"

    page = client.get(asked.url)
    assert '<input type="hidden" name="suite" value="/gestion/">' in words(page)
    assert sign_in(client, suite="/gestion/").url == "/gestion/"


def test_where_one_wanted_to_go_survives_a_wrong_password(client: PageClient, lea: Account) -> None:
    refused = sign_in(client, password="pas le bon", suite="/gestion/?page=2")

    assert 'name="suite" value="/gestion/?page=2"' in words(refused)


def test_the_session_is_a_new_one_and_the_journal_knows_where_it_was_opened(client: PageClient, lea: Account) -> None:
    sign_in(client)

    session = Session.objects.get()
    assert session.account == lea
    assert session.method == "password"
    assert session.address == "127.0.0.1"
    assert session.authenticated_at is not None
    assert journal(action="accounts.sign_in").get().origin == "127.0.0.1"


def test_a_session_is_over_after_twelve_hours(at: Traveller, client: PageClient) -> None:
    at("2026-10-01 08:00")
    account_in(State.ACTIVE, login=f"lea.martin@{DOMAIN}")
    sign_in(client)

    at.later(hours=11, minutes=59)
    assert is_signed_in(client)

    at.later(minutes=1)
    assert not is_signed_in(client)


# Staying out


def test_a_wrong_password_and_an_unknown_identifier_are_refused_alike(client: PageClient, lea: Account) -> None:
    for refused in (sign_in(client, password="pas le bon"), sign_in(client, "nobody.nowhere")):
        assert refused.status_code == 422
        assert "Identifiant ou mot de passe incorrect" in words(refused)
    assert not is_signed_in(client)


def test_the_identifier_is_kept_and_the_password_is_not(client: PageClient, lea: Account) -> None:
    refused = words(sign_in(client, password="pas le bon"))

    assert 'value="lea.martin"' in refused
    assert "pas le bon" not in refused


@pytest.mark.parametrize(
    "typed", [{}, {"login": "lea.martin"}, {"password": PASSWORD}, {"login": " ", "password": " "}]
)
def test_half_a_form_is_not_enough(client: PageClient, lea: Account, typed: dict[str, str]) -> None:
    assert client.post(SIGN_IN, typed).status_code == 422


def test_an_account_not_activated_is_refused_with_the_way_to_first_connection(client: PageClient) -> None:
    account = account_in(State.ACTIVATABLE)

    refused = sign_in(client, account.login)

    assert refused.status_code == 422
    assert "1ère connexion" in words(refused)


@pytest.mark.parametrize(("state", "title"), [(State.SUSPENDED, "suspendu"), (State.CLOSED, "fermé")])
def test_the_holder_of_a_shut_account_is_told_what_to_do(client: PageClient, state: State, title: str) -> None:
    account = account_in(state)

    shut = sign_in(client, account.login)

    assert shut.status_code == 403
    assert f"Votre compte est {title}" in words(shut)
    assert not is_signed_in(client)
    assert sign_in(client, account.login, "pas le bon").status_code == 422


def test_the_right_password_tells_why_an_account_is_suspended(client: PageClient) -> None:
    account = account_in(State.SUSPENDED)

    assert "Mot de passe divulgué" in words(sign_in(client, account.login))
    assert "divulgué" not in words(sign_in(client, account.login, "pas-le-bon"))


def test_homonyms_of_two_domains_sign_in_with_the_whole_identifier(client: PageClient) -> None:
    student = account_in(State.ACTIVE, login="jean.martin@etu.umontpellier.fr")
    lecturer = account_in(State.ACTIVE, login="jean.martin@umontpellier.fr")
    Account.objects.filter(pk=lecturer.pk).update(password=make_password(CHOSEN_PASSWORD))

    refused = sign_in(client, "jean.martin", CHOSEN_PASSWORD)
    assert refused.status_code == 422
    assert "avec la fin de l’adresse" in words(refused)
    assert sign_in(PageClient(), "jean.martin").status_code == 302
    assert student.pk < lecturer.pk

    assert sign_in(client, lecturer.login, CHOSEN_PASSWORD).status_code == 302
    client.post("/deconnexion/")
    assert sign_in(client, "jean.martin", CHOSEN_PASSWORD).status_code == 302


def test_whoever_is_suspended_while_signed_in_is_out_at_once(client: PageClient, lea: Account) -> None:
    sign_in(client)
    suspend(lea, reason="Mot de passe divulgué", by=None)

    assert not is_signed_in(client)


# A closing account


def test_a_closing_account_sees_its_page_and_no_other(client: PageClient) -> None:
    account = account_in(State.CLOSING)
    sign_in(client, account.login)

    assert "Votre compte se ferme" in words(client.get(CLOSING))
    for page in ("/", FOR_THE_SIGNED_IN, "/gestion/journal/", "/activation/termine/"):
        assert client.get(page).url == CLOSING
    assert client.post(SIGN_OUT).url == "/"
    assert client.get(CLOSING).status_code == 302


def test_an_active_account_is_not_told_that_it_closes(client: PageClient, lea: Account) -> None:
    sign_in(client)

    assert client.get(CLOSING).url == "/compte/duree/"


# Too many tries


def test_the_sixth_try_waits_in_words_and_time_opens_again(at: Traveller, client: PageClient) -> None:
    at("2026-10-01 08:00")
    account_in(State.ACTIVE, login=f"lea.martin@{DOMAIN}")
    for _ in range(5):
        assert sign_in(client, password="pas le bon").status_code == 422

    slow = sign_in(client)
    assert slow.status_code == 429
    assert "15 secondes" in words(slow)

    at.later(seconds=15)
    assert sign_in(client).status_code == 302


def test_failures_are_forgotten_after_an_hour(at: Traveller, client: PageClient) -> None:
    at("2026-10-01 08:00")
    account_in(State.ACTIVE, login=f"lea.martin@{DOMAIN}")
    for _ in range(5):
        sign_in(client, password="pas le bon")

    at.later(hours=1)
    for _ in range(4):
        assert sign_in(client, password="pas le bon").status_code == 422
    assert sign_in(client).status_code == 302


def test_another_address_is_not_slowed(lea: Account) -> None:
    attacker, owner = PageClient(REMOTE_ADDR="203.0.113.9"), PageClient(REMOTE_ADDR="192.0.2.1")
    for _ in range(60):
        sign_in(attacker, password="pas le bon")
    assert sign_in(attacker).status_code == 429

    assert sign_in(owner).status_code == 302


def test_a_browser_that_signed_in_before_is_not_slowed_by_its_neighbours(client: PageClient, lea: Account) -> None:
    sign_in(client)
    client.post(SIGN_OUT)
    for _ in range(6):
        sign_in(PageClient(), password="pas le bon")
    assert sign_in(PageClient()).status_code == 429

    assert sign_in(client).status_code == 302


def test_a_browser_known_to_one_account_is_a_stranger_to_another(client: PageClient, lea: Account) -> None:
    other = account_in(State.ACTIVE)
    sign_in(client)
    client.post(SIGN_OUT)

    for _ in range(5):
        assert sign_in(client, other.login, "pas le bon").status_code == 422
    assert sign_in(PageClient(), other.login).status_code == 429


@pytest.mark.parametrize("forged", ["", "x", "a:b:c", "eyJ9:1:2", "\u00e9", '{"device": 1}'])
def test_a_forged_mark_of_a_known_browser_is_no_mark(client: PageClient, lea: Account, forged: str) -> None:
    client.cookies["device"] = forged

    for _ in range(5):
        sign_in(client, password="pas le bon")
    assert sign_in(PageClient()).status_code == 429


def test_a_crowd_is_told_to_come_back_in_a_moment(
    client: PageClient, lea: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Argon2idHasher, "pool", HashingPool(slots=1, queue=0))

    with Argon2idHasher.pool.slot():
        crowded = sign_in(client)

    assert crowded.status_code == 503
    assert crowded["Retry-After"] == "5"
    assert "Beaucoup de monde" in words(crowded)
    assert sign_in(client).status_code == 302


# Getting out


def test_signing_out_is_a_post_of_ones_own(client: PageClient, lea: Account) -> None:
    sign_in(client)

    for look in (client.get, client.head):
        assert look(SIGN_OUT).url == "/"
        assert is_signed_in(client)

    assert client.post(SIGN_OUT).url == "/"
    assert not is_signed_in(client)
    assert not Session.objects.filter(account=lea).exists()
    assert journal(action="accounts.sign_out").get().actor == lea.person


def test_signing_out_twice_does_no_harm(client: PageClient) -> None:
    assert client.post(SIGN_OUT).url == "/"


def test_signing_out_here_leaves_other_browsers_in(lea: Account) -> None:
    here, there = PageClient(), PageClient()
    for browser in (here, there):
        sign_in(browser)

    here.post(SIGN_OUT)

    assert is_signed_in(there)


def test_a_thief_of_the_table_of_sessions_holds_no_session(client: PageClient, lea: Account) -> None:
    sign_in(client)
    key = client.cookies["session"].value

    kept = Session.objects.get().session_key

    assert kept == digest(key)
    thief = PageClient()
    thief.cookies["session"] = kept
    assert not is_signed_in(thief)
