"""« Compte informatique »: the overview, and the frame of its pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from peristyle.accounts.account_sections import account_sections
from peristyle.accounts.rules.life_cycle import State
from tests.accounts.factories import account_in
from tests.accounts.walk import words
from tests.harness.inhabitants import signed_in
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db
OWN_PAGES = [
    "/compte/",
    "/compte/identite/",
    "/compte/mot-de-passe/",
    "/compte/sessions/",
    "/compte/jetons/",
    "/compte/jetons/nouveau/",
    "/compte/applications/",
    "/compte/preferences/",
    "/compte/charte/",
]


def test_every_section_is_there_with_how_things_stand(browser: PageClient) -> None:
    page = words(browser.get("/compte/"))

    for section in account_sections():
        assert str(section.title) in page
    assert "1 appareil connecté" in page
    assert "Version 2026-1 acceptée" in page


def test_the_account_is_in_the_menu_of_every_page_and_on_the_home(browser: PageClient) -> None:
    assert words(browser.get("/")).count('href="/compte/"') == 2


@pytest.mark.parametrize("address", OWN_PAGES[1:])
def test_each_page_leads_back_and_to_its_neighbours(browser: PageClient, address: str) -> None:
    page = words(browser.get(address))

    assert 'aria-label="Fil d’Ariane"' in page
    assert page.count('aria-current="page"') == 2  # beside the page, and in the menu of a phone
    for section in account_sections():
        assert str(section.title) in page


def test_the_overview_asks_the_database_little(
    browser: PageClient, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    with max_queries(16):
        browser.get("/compte/")


@pytest.mark.parametrize("address", OWN_PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_whose_account_is_closing_sees_none_of_these_pages(address: str, method: str) -> None:
    browser = signed_in(account_in(State.CLOSING).person)

    assert getattr(browser, method)(address).url == "/fermeture/"


@pytest.mark.parametrize("address", OWN_PAGES)
def test_a_stranger_signs_in_first(client: PageClient, address: str) -> None:
    assert client.get(address).url == f"/connexion/?suite={address}"
