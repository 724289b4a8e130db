"""« Jetons personnels »."""

import re
from datetime import timedelta
from typing import Any

import pytest

from peristyle.accounts.actions.tokens.create_token import MOST_TOKENS, create_token
from peristyle.accounts.models import Account, PersonalToken
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest
from tests.accounts.factories import account_in
from tests.accounts.walk import words
from tests.harness.inhabitants import signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PAGE, NEW, ALL = "/compte/jetons/", "/compte/jetons/nouveau/", "/compte/jetons/revoquer/"


def create(browser: PageClient, **typed: Any) -> Any:
    return browser.post(NEW, {"name": "Mon script", "scopes": ["profile"], "days": "90", **typed})


def given(account: Account, name: str = "Mon script") -> PersonalToken:
    return create_token(account, name=name, scopes=["profile"], expires_at=None)[0]


def revoke(token: PersonalToken) -> str:
    return f"/compte/jetons/{token.pk}/revoquer/"


def test_the_secret_is_shown_once_and_kept_as_a_digest(browser: PageClient) -> None:
    page = words(create(browser))

    (secret,) = set(re.findall(r"[A-Za-z0-9_-]{43}", re.sub(r'csrf\S+ value="[^"]+"|content="[^"]+"', "", page)))
    token = PersonalToken.objects.get()
    assert token.token_digest == digest(secret)
    assert token.expires_at == pytest.approx(clock.now() + timedelta(days=90), abs=timedelta(minutes=1))
    assert secret not in words(browser.get(PAGE))
    assert all(secret not in str(entry.details) for entry in journal())


def test_the_list_tells_each_token_and_its_use(lea: Account, at: Traveller) -> None:
    at("2027-10-04 14:30")
    given(lea, "Agenda de mon téléphone")

    page = words(signed_in(lea.person).get(PAGE))

    for told in ("Agenda de mon téléphone", "Profil", "4 octobre 2027", "jamais", "sans fin"):
        assert told in page


def test_an_expired_token_says_so(lea: Account, browser: PageClient) -> None:
    create_token(lea, name="Vieux", scopes=["profile"], expires_at=clock.now() - timedelta(days=1))

    assert "Expiré" in words(browser.get(PAGE))


@pytest.mark.parametrize("typed", [{"scopes": []}, {"scopes": ["tout"]}, {"name": ""}, {"days": "4000"}])
def test_what_cannot_be_is_said_and_creates_nothing(browser: PageClient, typed: dict[str, Any]) -> None:
    assert create(browser, **typed).status_code == 422
    assert not PersonalToken.objects.exists()


def test_twenty_tokens_are_enough(lea: Account, browser: PageClient) -> None:
    for number in range(MOST_TOKENS):
        given(lea, str(number))

    refused = create(browser)

    assert refused.status_code == 422
    assert "Vous avez déjà 20 jetons" in words(refused)


def test_a_token_is_created_by_who_has_just_proved_who_they_are(browser: PageClient, at: Traveller) -> None:
    at(clock.now() + timedelta(minutes=11))

    assert create(browser).url.startswith("/compte/preuve/")
    assert not PersonalToken.objects.exists()


def test_a_token_is_revoked_in_one_click(lea: Account, browser: PageClient) -> None:
    token, kept = given(lea), given(lea, "Autre")

    assert browser.post(revoke(token)).url == PAGE

    assert list(PersonalToken.objects.all()) == [kept]
    assert journal(action="accounts.revoke_token", subject=f"people.person:{lea.person_id}").exists()


def test_all_tokens_are_revoked_at_once_and_nobody_else_s(lea: Account, browser: PageClient) -> None:
    given(lea), given(lea)
    foreign = given(account_in(State.ACTIVE))

    browser.post(ALL)

    assert list(PersonalToken.objects.all()) == [foreign]


def test_nobody_revokes_the_token_of_somebody_else(browser: PageClient) -> None:
    foreign = given(account_in(State.ACTIVE))

    assert browser.post(revoke(foreign)).status_code == 404
    assert PersonalToken.objects.exists()


def test_looking_revokes_nothing(lea: Account, browser: PageClient) -> None:
    token = given(lea)

    browser.get(revoke(token))
    browser.get(ALL)

    assert PersonalToken.objects.exists()
