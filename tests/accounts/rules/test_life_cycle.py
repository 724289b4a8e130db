"""The life of an account: which state it is in, told from facts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.accounts.rules.life_cycle import (
    FOLLOWS,
    SIGNS_IN,
    AccountFacts,
    Period,
    State,
    state_at,
)

PAID = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
ACTIVATABLE = PAID + timedelta(minutes=15)
ACTIVATED = PAID + timedelta(hours=2)
MONTH = timedelta(days=30)
SECOND = timedelta(seconds=1)


def facts(
    *,
    activated_at: datetime | None = None,
    access_ends_at: datetime | None = None,
    suspensions: tuple[Period, ...] = (),
) -> AccountFacts:
    closes_at = access_ends_at + MONTH if access_ends_at else None
    return AccountFacts(ACTIVATABLE, activated_at, access_ends_at, closes_at, suspensions)


# From the payment to the activation


@pytest.mark.parametrize(
    ("instant", "state"),
    [
        (PAID, State.PENDING),
        (ACTIVATABLE - SECOND, State.PENDING),
        (ACTIVATABLE, State.ACTIVATABLE),
        (PAID + timedelta(days=60), State.ACTIVATABLE),
    ],
)
def test_the_activation_is_possible_fifteen_minutes_after_the_payment(instant: datetime, state: State) -> None:
    assert state_at(facts(), instant) == state


def test_an_activated_account_is_active_from_that_instant() -> None:
    account = facts(activated_at=ACTIVATED)

    assert state_at(account, ACTIVATED - SECOND) == State.ACTIVATABLE
    assert state_at(account, ACTIVATED) == State.ACTIVE


# The end of access


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (-SECOND, State.ACTIVE),
        (timedelta(0), State.CLOSING),
        (MONTH - SECOND, State.CLOSING),
        (MONTH, State.CLOSED),
    ],
)
def test_an_account_closes_in_thirty_days(after: timedelta, state: State) -> None:
    end = datetime(2028, 1, 1, tzinfo=UTC)

    assert state_at(facts(activated_at=ACTIVATED, access_ends_at=end), end + after) == state


def test_an_account_never_activated_closes_at_once() -> None:
    end = datetime(2028, 1, 1, tzinfo=UTC)

    assert state_at(facts(access_ends_at=end), end - SECOND) == State.ACTIVATABLE
    assert state_at(facts(access_ends_at=end), end) == State.CLOSED


# Suspensions


@pytest.mark.parametrize("activated_at", [None, ACTIVATED])
def test_a_suspension_holds_from_its_first_instant_to_before_its_last(activated_at: datetime | None) -> None:
    since, until = PAID + MONTH, PAID + MONTH * 2
    account = facts(activated_at=activated_at, suspensions=(Period(since, until),))
    otherwise = State.ACTIVE if activated_at else State.ACTIVATABLE

    states = [state_at(account, instant) for instant in (since - SECOND, since, until - SECOND, until)]

    assert states == [otherwise, State.SUSPENDED, State.SUSPENDED, otherwise]


def test_a_suspension_without_end_holds_until_it_is_lifted_but_does_not_keep_an_account_from_closing() -> None:
    end = datetime(2028, 1, 1, tzinfo=UTC)
    account = facts(activated_at=ACTIVATED, access_ends_at=end, suspensions=(Period(PAID + MONTH),))

    assert state_at(account, end - SECOND) == State.SUSPENDED
    assert state_at(account, end) == State.SUSPENDED
    assert state_at(account, end + MONTH) == State.CLOSED


# The machine


def test_every_state_is_left_and_reached() -> None:
    assert set(FOLLOWS) == set(State)
    assert set().union(*FOLLOWS.values()) == set(State)


def test_no_state_follows_itself() -> None:
    assert all(state not in after for state, after in FOLLOWS.items())


def test_only_an_active_or_closing_account_signs_in() -> None:
    assert {State.ACTIVE, State.CLOSING} == SIGNS_IN


INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 — Hypothesis wants naive bounds
PERIODS = st.builds(Period, INSTANTS, st.none() | INSTANTS)
FACTS = st.builds(
    facts,
    activated_at=st.none() | INSTANTS,
    access_ends_at=st.none() | INSTANTS,
    suspensions=st.lists(PERIODS, max_size=3).map(tuple),
)


@given(FACTS, INSTANTS)
def test_whoever_signs_in_has_activated_their_account(account: AccountFacts, instant: datetime) -> None:
    if state_at(account, instant) in SIGNS_IN:
        assert account.activated_at is not None
        assert account.activated_at <= instant


@given(FACTS, INSTANTS)
def test_nobody_signs_in_while_suspended(account: AccountFacts, instant: datetime) -> None:
    if any(period.holds(instant) for period in account.suspensions):
        assert state_at(account, instant) in {State.SUSPENDED, State.CLOSED}
