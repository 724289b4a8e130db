"""Step-up: a page that matters asks for a proof that is not older than ten minutes."""

import json
from typing import Any

import pytest

from peristyle.accounts.models import Account
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from tests.accounts.factories import account_in
from tests.accounts.passkey_ceremonies import device_of
from tests.accounts.walk import words
from tests.harness.inhabitants import PASSWORD, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PROOF, PAGE = "/compte/preuve/", "/compte/seconde-verification/"


@pytest.fixture
def lea(at: Traveller) -> Account:
    at("2026-10-01 08:00")
    return account_in(State.ACTIVE)


@pytest.fixture
def browser(lea: Account, at: Traveller) -> PageClient:
    """Signed in eleven minutes ago."""
    signed = signed_in(lea.person)
    at.later(minutes=11)
    return signed


def prove(browser: PageClient, password: str = PASSWORD, **more: str) -> Any:
    return browser.post(PROOF, {"password": password, "suite": PAGE, **more})


def test_the_password_opens_the_page_that_was_asked_for(browser: PageClient) -> None:
    asked = browser.get(PAGE)
    assert asked.url == f"{PROOF}?suite={PAGE}"
    assert f'name="suite" value="{PAGE}"' in words(browser.get(asked.url))

    assert prove(browser).url == PAGE
    assert browser.get(PAGE).status_code == 200
    assert journal(action="accounts.prove_again").get().details["method"] == "password"


def test_the_proof_holds_ten_minutes(browser: PageClient, at: Traveller) -> None:
    prove(browser)

    at.later(minutes=10)
    assert browser.get(PAGE).status_code == 200
    at.later(seconds=1)
    assert browser.get(PAGE).status_code == 302


def test_a_passkey_proves_as_much_as_the_password(browser: PageClient, lea: Account) -> None:
    device = device_of(lea, browser=browser)
    options = json.loads(browser.post(f"{PROOF}question/").content)

    proved = browser.post(PROOF, {"credential": device.answer(options), "suite": PAGE})

    assert proved.url == PAGE
    assert browser.get(PAGE).status_code == 200


@pytest.mark.parametrize("typed", ["", "pas-le-bon", PASSWORD.upper(), "x" * 1024])
def test_a_wrong_password_proves_nothing(browser: PageClient, typed: str) -> None:
    refused = prove(browser, typed)

    assert refused.status_code == 422
    assert f'name="suite" value="{PAGE}"' in words(refused)
    assert browser.get(PAGE).status_code == 302


def test_guessing_is_slowed(browser: PageClient) -> None:
    answers = [prove(browser, "pas-le-bon").status_code for _ in range(6)]

    assert answers == [422, 422, 422, 422, 422, 429]
    assert prove(browser).status_code == 429


def test_a_stranger_proves_nothing(client: PageClient) -> None:
    assert client.post(PROOF, {"password": PASSWORD}).url.startswith("/connexion/")
    assert client.post(f"{PROOF}question/").url.startswith("/connexion/")
