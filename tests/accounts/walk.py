"""Walking through the activation as its holder does, page after page."""

from typing import Any

from tests.accounts.factories import CHOSEN_PASSWORD, secret_address
from tests.harness.letters import Letter
from tests.harness.page_client import PageClient

CHARTER, MAIL, PASSWORD, DONE = (
    "/activation/etape/charte/",
    "/activation/etape/messagerie/",
    "/activation/mot-de-passe/",
    "/activation/termine/",
)
NO_REDIRECT = {"address": ""}


def begin(browser: PageClient, letter: Letter) -> Any:
    """Open the mailed link and press the button."""
    return browser.post(secret_address(letter))


def accept_charter(browser: PageClient) -> Any:
    """Tick the charter."""
    return browser.post(CHARTER, {"accepted": "on"})


def choose_mail(browser: PageClient, **answers: str) -> Any:
    """Say where mails shall go: nowhere else, unless the test says otherwise."""
    return browser.post(MAIL, answers or NO_REDIRECT)


def choose_password(browser: PageClient, password: str = CHOSEN_PASSWORD) -> Any:
    """Choose the password, and the account is active."""
    return browser.post(PASSWORD, {"password": password})


def walk(browser: PageClient, letter: Letter, *, password: str = CHOSEN_PASSWORD, **mail: str) -> Any:
    """The whole way, from the mail to the confirmation."""
    begin(browser, letter)
    accept_charter(browser)
    choose_mail(browser, **mail)
    return choose_password(browser, password)


def words(response: Any) -> str:
    """The page as one reads it, with plain spaces."""
    return " ".join(response.content.decode().replace("\u202f", " ").replace("\u00a0", " ").split())
