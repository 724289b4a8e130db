"""One situation, one page."""

from itertools import product
from pathlib import Path

import pytest

import peristyle.accounts
from peristyle.accounts.newcomers import Standing
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.links import LinkState
from peristyle.accounts.rules.situations import LEADS_TO_ACTIVATION, Situation, situation_of

PAGES = Path(peristyle.accounts.__file__).parent / "templates/accounts/first_connection/situations"


@pytest.mark.parametrize(
    ("state", "situation"),
    [
        (None, Situation.NO_ACCOUNT),
        (State.PENDING, Situation.TOO_EARLY),
        (State.ACTIVATABLE, Situation.TO_ACTIVATE),
        (State.ACTIVE, Situation.ACTIVE),
        (State.CLOSING, Situation.CLOSING),
        (State.SUSPENDED, Situation.SUSPENDED),
        (State.CLOSED, Situation.CLOSED),
    ],
)
def test_a_state_has_its_situation(state: State | None, situation: Situation) -> None:
    assert situation_of(state, has_address=True, has_national_id=True, newest_link=None) == situation


@pytest.mark.parametrize(
    ("newest_link", "situation"),
    [
        (LinkState.USABLE, Situation.MAIL_SENT),
        (LinkState.EXPIRED, Situation.LINK_EXPIRED),
        (LinkState.SUPERSEDED, Situation.LINK_EXPIRED),
    ],
)
def test_a_mail_that_left_is_told(newest_link: LinkState, situation: Situation) -> None:
    found = situation_of(State.ACTIVATABLE, has_address=True, has_national_id=False, newest_link=newest_link)

    assert found == situation


@pytest.mark.parametrize("state", [State.PENDING, State.ACTIVATABLE])
@pytest.mark.parametrize(
    ("national_id", "situation"), [("0702004567B", Situation.ADDRESS_WANTED), ("", Situation.ADDRESS_UNKNOWN)]
)
def test_without_address_the_ine_decides(state: State, national_id: str, situation: Situation) -> None:
    found = situation_of(state, has_address=False, has_national_id=bool(national_id), newest_link=None)

    assert found == situation


def test_an_activated_account_is_never_led_to_an_activation() -> None:
    activated, either = (State.ACTIVE, State.CLOSING, State.SUSPENDED, State.CLOSED), (True, False)
    for state, address, national_id, link in product(activated, either, either, (None, *LinkState)):
        found = situation_of(state, has_address=address, has_national_id=national_id, newest_link=link)
        assert found not in LEADS_TO_ACTIVATION


def test_every_situation_has_its_page_and_every_newcomer_a_situation() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == set(Situation)
    assert set(Standing) <= set(Situation)
