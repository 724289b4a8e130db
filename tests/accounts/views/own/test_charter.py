"""« Charte », and a new version at the next sign-in."""

from typing import Any

import pytest

from peristyle.accounts.models import Account, CharterAcceptance
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from tests.accounts.factories import account_in
from tests.accounts.walk import words
from tests.harness.inhabitants import PASSWORD, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PAGE, AGAIN = "/compte/charte/", "/compte/charte/version/"


@pytest.fixture
def before_the_change(lea: Account) -> Account:
    CharterAcceptance.objects.filter(account=lea).update(version="2025-1")
    return lea


def sign_in(browser: PageClient, account: Account) -> Any:
    return browser.post("/connexion/", {"login": account.login, "password": PASSWORD})


def test_the_versions_accepted_are_told_with_their_text(at: Traveller) -> None:
    at("2026-09-05 14:30")
    browser = signed_in(account_in(State.ACTIVE).person)

    page = words(browser.get(PAGE))

    assert "Version 2026-1" in page
    assert "Acceptée le samedi 5 septembre 2026 à 14:30." in page
    assert "Lire la version 2026-1" in page


def test_a_version_whose_text_is_gone_is_told_too(before_the_change: Account) -> None:
    page = words(signed_in(before_the_change.person).get(PAGE))

    assert "Version 2025-1" in page
    assert "n’est plus publié" in page


def test_who_accepted_the_version_in_force_goes_on(client: PageClient, lea: Account) -> None:
    sign_in(client, lea)

    assert client.get("/gestion/").status_code == 200
    assert client.get(AGAIN).url == PAGE


@pytest.mark.parametrize("page", ["/", "/gestion/", "/compte/", "/compte/jetons/"])
def test_a_new_version_is_asked_at_the_next_sign_in(client: PageClient, before_the_change: Account, page: str) -> None:
    sign_in(client, before_the_change)

    assert client.get(page).url == AGAIN
    assert "La charte a changé" in words(client.get(AGAIN))


def test_the_charter_is_accepted_by_ticking_and_no_otherwise(client: PageClient, before_the_change: Account) -> None:
    sign_in(client, before_the_change)

    assert client.post(AGAIN, {}).status_code == 422
    assert client.get("/gestion/").url == AGAIN

    assert client.post(AGAIN, {"accepted": "on"}).url == "/"
    assert client.get("/gestion/").status_code == 200
    assert CharterAcceptance.objects.filter(account=before_the_change, version="2026-1").exists()
    assert journal(action="accounts.accept_charter").get().details == {"version": "2026-1"}


def test_who_accepts_in_one_browser_is_let_in_by_the_other(client: PageClient, before_the_change: Account) -> None:
    phone = PageClient()
    sign_in(phone, before_the_change)
    sign_in(client, before_the_change)
    client.post(AGAIN, {"accepted": "on"})

    assert phone.get("/", follow=True).redirect_chain[-1][0] == PAGE
    assert phone.get("/gestion/").status_code == 200


def test_who_never_accepted_any_reads_it_too(client: PageClient, lea: Account) -> None:
    CharterAcceptance.objects.all().delete()
    sign_in(client, lea)

    assert "La charte informatique" in words(client.get(AGAIN))


def test_one_may_leave_without_accepting(client: PageClient, before_the_change: Account) -> None:
    sign_in(client, before_the_change)

    client.post("/deconnexion/")

    assert client.get("/gestion/").url.startswith("/connexion/")
