"""What a program reads with a personal token."""

import logging
from datetime import timedelta
from typing import Any

import pytest

from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.actions.tokens.create_token import create_token
from peristyle.accounts.actions.tokens.revoke_tokens import reclaim_tokens, revoke_token
from peristyle.accounts.actions.tokens.use_token import token_holder
from peristyle.accounts.models import Account, PersonalToken
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock
from tests.accounts.factories import account_in
from tests.harness.inhabitants import signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
ME = "/api/moi/"


@pytest.fixture
def lea() -> Account:
    return account_in(State.ACTIVE, person__given_name="Léa", person__birth_name="Martin")


def secret_of(account: Account, *, scopes: tuple[str, ...] = ("profile",), days: int | None = None) -> str:
    expires_at = clock.now() + timedelta(days=days) if days else None
    return create_token(account, name="Mon script", scopes=list(scopes), expires_at=expires_at)[1]


def ask(secret: str, scheme: str = "Bearer") -> Any:
    return PageClient().get(ME, headers={"Authorization": f"{scheme} {secret}"})


def test_a_token_says_whom_it_speaks_for(lea: Account) -> None:
    answer = ask(secret_of(lea))

    assert answer.status_code == 200
    told = answer.json()
    assert told["name"] == "Léa Martin"
    assert told["identifier"] == told["mail"] == lea.login
    assert [tie["kind"] for tie in told["affiliations"]] == ["student"]
    assert told["roles"] == [{"role": "student", "component": None}]


@pytest.mark.parametrize("headers", [{}, {"Authorization": ""}, {"Authorization": "Basic bGVhOnNlY3JldA=="}])
def test_without_a_token_one_is_asked_for(headers: dict[str, str]) -> None:
    answer = PageClient().get(ME, headers=headers)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="ENT", scope="profile"'


@pytest.mark.parametrize("secret", ["x", "A" * 43, "é", "A" * 5000])
def test_a_secret_that_nobody_gave_opens_nothing(secret: str) -> None:
    answer = ask(secret)

    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]


def test_a_session_is_worth_nothing_here(lea: Account) -> None:
    assert signed_in(lea.person).get(ME).status_code == 401


@pytest.mark.parametrize("name", ["access_token", "token", "Authorization"])
def test_a_token_in_the_query_is_not_looked_at(lea: Account, name: str) -> None:
    assert PageClient().get(ME, {name: secret_of(lea)}).status_code == 401


def test_a_token_opens_its_scopes_only(lea: Account) -> None:
    assert ask(secret_of(lea, scopes=("calendar",))).status_code == 401


def test_a_revoked_token_opens_nothing(lea: Account) -> None:
    secret = secret_of(lea)
    revoke_token(PersonalToken.objects.get())

    assert ask(secret).status_code == 401


def test_a_token_ends_on_its_day(lea: Account, at: Traveller) -> None:
    at("2027-11-04 14:30")
    secret = secret_of(lea, days=30)

    at("2027-12-04 14:29")
    assert ask(secret).status_code == 200
    at("2027-12-04 14:30")
    assert ask(secret).status_code == 401


def test_a_suspended_account_s_tokens_wait(lea: Account) -> None:
    secret = secret_of(lea)
    suspend(lea, reason="Mot de passe divulgué", by=None)

    assert ask(secret).status_code == 401


def test_a_closing_account_s_tokens_open_nothing() -> None:
    assert ask(secret_of(account_in(State.CLOSING))).status_code == 401


def test_the_use_is_noted_every_five_minutes_at_most(lea: Account, at: Traveller) -> None:
    first = at("2027-10-04 14:30")
    secret = secret_of(lea)
    ask(secret)
    at.later(minutes=4)
    ask(secret)
    assert PersonalToken.objects.get().last_used_at == first

    later = at.later(minutes=1)
    ask(secret)

    assert PersonalToken.objects.get().last_used_at == later


def test_rooms_ask_whom_a_secret_speaks_for(lea: Account) -> None:
    assert token_holder(secret_of(lea, scopes=("calendar",)), "calendar") == lea
    assert token_holder("", "calendar") is None


def test_no_log_holds_the_secret(lea: Account, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = secret_of(lea)

    ask(secret)
    ask(secret[:-1])

    assert secret[:-1] not in caplog.text


def test_a_thief_s_tokens_are_taken_back_when_the_holder_says_so(lea: Account, at: Traveller) -> None:
    at("2027-10-04 14:30")
    own = secret_of(lea)
    since = at("2027-10-05 14:30")
    stolen = secret_of(lea)

    assert reclaim_tokens(lea, since) == "Les jetons personnels créés récemment ont été révoqués."

    assert ask(own).status_code == 200
    assert ask(stolen).status_code == 401
    assert reclaim_tokens(lea, since) is None
