"""What may be tried against sessions and passwords (facts/identity.md, L6, L7, L11 and L13)."""

import json
import unicodedata
from typing import Any

import pytest

from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.models import Account, Session
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel.permissions import Role
from tests.accounts.authenticators import phone_of
from tests.accounts.factories import CHOSEN_PASSWORD, account_in, fresh, reset_letter, secret_address
from tests.accounts.passkey_ceremonies import device_of
from tests.harness.inhabitants import PASSWORD, signed_in, someone
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
SIGN_IN, KEY, OWN, NEW_PASSWORD = "/connexion/", "/connexion/cle/", "/compte/", "/nouveau-mot-de-passe/"
OWNER = "192.0.2.1"


@pytest.fixture
def lea() -> Account:
    return account_in(State.ACTIVE)


def try_to_sign_in(browser: PageClient, account: Account, password: str) -> Any:
    return browser.post(SIGN_IN, {"login": account.login, "password": password})


def is_signed_in(browser: PageClient) -> bool:
    return browser.get(OWN).status_code == 200


# Shut while signed in: L6


def test_l6_whoever_is_suspended_is_out_at_the_next_page_and_at_the_next_post(lea: Account) -> None:
    browser, typing = signed_in(lea.person), signed_in(lea.person)
    assert is_signed_in(browser)

    suspend(lea, reason="Mot de passe divulgué", by=None)

    assert not is_signed_in(browser)
    assert typing.post("/compte/preferences/", {"language": "en"}).status_code == 302
    assert fresh(lea).person.language == "fr"
    assert not Session.objects.filter(account=lea).exists()


def test_l6_whoever_s_tie_is_over_is_led_to_what_is_left_to_do_then_out(at: Traveller) -> None:
    at("2027-06-02 22:00")
    guest = account_in(State.ACTIVE)
    guest.person.affiliations.update(kind="guest", ends_on="2027-06-02")
    browser = signed_in(guest.person)
    assert is_signed_in(browser)

    at("2027-06-03 01:00")
    assert browser.get(OWN).url == "/fermeture/"
    guest.person.affiliations.update(ends_on="2027-05-01")
    assert browser.get("/fermeture/").url.startswith(SIGN_IN)


def test_l6_a_role_taken_away_is_gone_at_the_next_page() -> None:
    agent = someone(Role.HELPDESK_AGENT)
    browser = signed_in(agent)
    assert browser.get("/gestion/comptes/").status_code == 200

    agent.roles.all().delete()

    assert browser.get("/gestion/comptes/").status_code == 403


# A thief who is signed in: L7


def test_l7_a_new_password_signs_every_other_browser_out(lea: Account) -> None:
    owner, thief = signed_in(lea.person), signed_in(lea.person)

    owner.post("/compte/mot-de-passe/", {"present": PASSWORD, "password": CHOSEN_PASSWORD, "end_others": "on"})

    assert is_signed_in(owner)
    assert not is_signed_in(thief)


def test_l7_a_reset_signs_every_browser_out(lea: Account) -> None:
    thief, owner = signed_in(lea.person), PageClient()
    owner.post(secret_address(reset_letter(lea)))

    owner.post(NEW_PASSWORD, {"password": CHOSEN_PASSWORD})

    assert not is_signed_in(thief)
    assert not is_signed_in(owner)


# Spraying never shuts the owner out: L11


def test_l11_a_passkey_opens_while_the_account_is_under_attack_even_where_the_attacker_sits(at: Traveller) -> None:
    at("2026-10-01 08:00")
    lea = account_in(State.ACTIVE)
    device = device_of(lea)
    for number in range(60):
        try_to_sign_in(PageClient(REMOTE_ADDR=f"203.0.113.{number}"), lea, "pas-le-bon")
    same_place = PageClient(REMOTE_ADDR="203.0.113.1")
    assert try_to_sign_in(same_place, lea, PASSWORD).status_code == 429

    question = json.loads(same_place.post(f"{KEY}question/").content)

    assert same_place.post(KEY, {"credential": device.answer(question)}).status_code == 302
    assert is_signed_in(same_place)


def test_l11_whoever_waits_at_the_second_step_is_not_locked_out_by_wrong_passwords(lea: Account) -> None:
    phone, owner = phone_of(lea), PageClient(REMOTE_ADDR=OWNER)
    try_to_sign_in(owner, lea, PASSWORD)
    for number in range(60):
        try_to_sign_in(PageClient(REMOTE_ADDR=f"203.0.113.{number}"), lea, "pas-le-bon")

    assert owner.post("/connexion/second-facteur/", {"code": phone.code()}).status_code == 302


# Monstrous passwords: L13


def chosen(account: Account, password: str) -> int:
    """The status of choosing it after a reset."""
    browser = PageClient()
    browser.post(secret_address(reset_letter(account)))
    return int(browser.post(NEW_PASSWORD, {"password": password}).status_code)


@pytest.mark.parametrize("password", ["soleil-tortue-93\x00-bleu", "\x00", "soleil-93-\ud800".encode(errors="replace")])
def test_l13_a_nul_or_half_a_character_is_refused_and_breaks_nothing(lea: Account, password: str) -> None:
    assert try_to_sign_in(PageClient(), lea, password).status_code == 422
    assert chosen(lea, password) == 422


@pytest.mark.parametrize("length", [72, 73, 128, 256])
def test_l13_nothing_ends_at_seventy_two_characters(lea: Account, length: int) -> None:
    password = ("garrigue-93-colonne-" * 13)[:length]

    assert chosen(lea, password) == 302

    assert try_to_sign_in(PageClient(), lea, password[:-1] + "!").status_code == 422
    assert try_to_sign_in(PageClient(), lea, password[:72]).status_code == (302 if length == 72 else 422)
    assert try_to_sign_in(PageClient(), lea, password).status_code == 302


def test_l13_a_password_is_the_same_however_the_keyboard_writes_its_accents(lea: Account) -> None:
    composed, decomposed = (unicodedata.normalize(form, "éléphant-93-fenêtre-ﬁ") for form in ("NFC", "NFD"))
    assert composed != decomposed

    assert chosen(lea, composed) == 302

    assert try_to_sign_in(PageClient(), lea, decomposed).status_code == 302


@pytest.mark.parametrize("length", [257, 1_000_000])
def test_l13_what_is_too_long_is_refused_before_anything_is_asked_of_it(lea: Account, length: int) -> None:
    assert chosen(lea, "a1-" * (length // 3 + 1)) == 422
