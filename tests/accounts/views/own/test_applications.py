"""« Applications connectées »."""

from collections.abc import Iterator

import pytest

from peristyle.accounts import connected_applications as registry
from peristyle.accounts.actions.tokens.create_token import create_token
from peristyle.accounts.connected_applications import ConnectedApplication, register_connected_applications
from peristyle.accounts.models import Account
from peristyle.kernel import clock
from tests.accounts.walk import words
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db
PAGE = "/compte/applications/"


@pytest.fixture
def moodle(monkeypatch: pytest.MonkeyPatch) -> None:
    def applications(account: Account) -> Iterator[ConnectedApplication]:
        yield ConnectedApplication(
            f"Moodle de {account.login}", ["nom", "mail"], clock.now(), None, "/compte/jetons/revoquer/"
        )

    monkeypatch.setattr(registry, "_providers", [])
    register_connected_applications(applications)


def test_where_nothing_is_connected_the_page_says_so(browser: PageClient) -> None:
    page = words(browser.get(PAGE))

    assert "Aucune application n’est connectée à votre compte." in page
    assert "Aucun jeton n’est en service." in page


def test_rooms_say_which_applications_were_let_in(moodle: None, browser: PageClient, lea: Account) -> None:
    page = words(browser.get(PAGE))

    for told in (f"Moodle de {lea.login}", "nom, mail", "jamais", 'action="/compte/jetons/revoquer/"'):
        assert told in page


def test_personal_tokens_read_the_account_too(browser: PageClient, lea: Account) -> None:
    create_token(lea, name="Mon script", scopes=["profile"], expires_at=None)

    page = words(browser.get(PAGE))

    assert "Mon script" in page
    assert "Profil" in page
