"""« Préférences »."""

from typing import Any

import pytest

from peristyle.accounts.models import Account
from peristyle.accounts.public import wants_notice
from tests.accounts.factories import fresh
from tests.accounts.walk import words
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db
PAGE, EARLY = "/compte/preferences/", "life.early_warnings"


def choose(browser: PageClient, **typed: Any) -> Any:
    return browser.post(PAGE, {"language": "fr", "theme": "", "contrast": "", "topics": [EARLY], **typed})


def test_the_language_is_that_of_letters_and_of_this_browser(lea: Account, browser: PageClient) -> None:
    answer = choose(browser, language="en")

    assert answer.url == PAGE
    assert fresh(lea).person.language == "en"
    assert answer.cookies["language"].value == "en"
    assert '<html lang="en"' in words(browser.get(PAGE))


def test_theme_and_contrast_come_with_every_page(browser: PageClient) -> None:
    choose(browser, theme="dark", contrast="more")

    for page in (words(browser.get("/")), words(browser.get(PAGE))):
        assert '<html lang="fr" data-theme="dark" data-contrast="more">' in page
        assert "data-theme-toggle" not in page


def test_without_a_choice_the_device_decides(browser: PageClient) -> None:
    page = words(browser.get("/"))

    assert '<html lang="fr">' in page
    assert "data-theme-toggle" in page


def test_another_person_s_browser_looks_as_before(browser: PageClient, client: PageClient) -> None:
    choose(browser, theme="dark")

    assert '<html lang="fr">' in words(client.get("/"))


def test_optional_mails_are_received_until_one_declines(lea: Account, browser: PageClient) -> None:
    assert wants_notice(lea.person_id, EARLY)

    choose(browser, topics=[])
    assert not wants_notice(lea.person_id, EARLY)
    assert words(browser.get(PAGE)).count("checked") == 3  # language, theme, contrast

    choose(browser)
    assert wants_notice(lea.person_id, EARLY)


def test_what_is_owed_is_told_and_cannot_be_declined(browser: PageClient) -> None:
    page = words(browser.get(PAGE))

    assert "Sécurité du compte" in page
    assert 'value="accounts.security"' not in page


@pytest.mark.parametrize("typed", [{"language": "de"}, {"theme": "pink"}, {"contrast": "less"}, {"topics": ["spam"]}])
def test_what_cannot_be_chosen_changes_nothing(lea: Account, browser: PageClient, typed: dict[str, Any]) -> None:
    assert choose(browser, **typed).status_code == 422
    assert (fresh(lea).person.language, fresh(lea).theme) == ("fr", "")
