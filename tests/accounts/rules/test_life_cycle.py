"""The life of an account: which state it is in, told from facts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.accounts.rules.life_cycle import (
    FOLLOWS,
    SIGNS_IN,
    AccountFacts,
    Period,
    State,
    Tie,
    last_day_of_access,
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
    return AccountFacts(ACTIVATABLE, activated_at, access_ends_at, suspensions, closing_period=MONTH)


def student(ends_on: date | None) -> Tie:
    return Tie(is_student=True, ends_on=ends_on)


def staff(ends_on: date | None) -> Tie:
    return Tie(is_student=False, ends_on=ends_on)


def last_day(*ties: Tie) -> date | None:
    return last_day_of_access(ties, 12, 31)


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


# « … accessibles jusqu’au 31/12 de l’année universitaire où vous quitterez l’établissement. »


@pytest.mark.parametrize(
    ("who", "ties", "expected"),
    [
        ("a student who left at the end of the year", [student(date(2027, 8, 31))], date(2027, 12, 31)),
        ("one who dropped out in March", [student(date(2027, 3, 15))], date(2027, 12, 31)),
        ("one who dropped out in October", [student(date(2026, 10, 20))], date(2026, 12, 31)),
        ("one whose last day is the last day", [student(date(2026, 12, 31))], date(2026, 12, 31)),
        ("one who stayed two years", [student(date(2026, 8, 31)), student(date(2027, 8, 31))], date(2027, 12, 31)),
        ("one who came back after a gap", [student(date(2024, 8, 31)), student(date(2027, 8, 31))], date(2027, 12, 31)),
        ("a member of the staff", [staff(date(2027, 6, 30))], date(2027, 6, 30)),
        ("a student who then taught", [student(date(2027, 8, 31)), staff(date(2028, 2, 29))], date(2028, 2, 29)),
        ("a student who taught a little", [student(date(2027, 8, 31)), staff(date(2027, 1, 31))], date(2027, 12, 31)),
        ("a civil servant", [student(date(2020, 8, 31)), staff(None)], None),
        ("somebody without any tie", [], date.min),
    ],
)
def test_the_ent_is_open_until_31_december_of_the_year_one_leaves(
    who: str, ties: list[Tie], expected: date | None
) -> None:
    assert last_day(*ties) == expected, who


def test_another_institution_may_choose_another_day() -> None:
    assert last_day_of_access([student(date(2027, 8, 31))], 9, 30) == date(2027, 9, 30)
    assert last_day_of_access([student(date(2027, 10, 31))], 9, 30) == date(2028, 9, 30)


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
    AccountFacts,
    activatable_at=INSTANTS,
    activated_at=st.none() | INSTANTS,
    access_ends_at=st.none() | INSTANTS,
    suspensions=st.lists(PERIODS, max_size=3).map(tuple),
    closing_period=st.timedeltas(timedelta(0), timedelta(days=365)),
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


@given(st.lists(st.builds(Tie, st.booleans(), st.dates(date(2000, 1, 1), date(2050, 1, 1))), min_size=1))
def test_access_never_ends_before_the_last_tie_does_nor_two_years_after(ties: list[Tie]) -> None:
    last = last_day(*ties)
    latest = max(tie.ends_on for tie in ties if tie.ends_on)

    assert last is not None
    assert latest <= last < latest + timedelta(days=366)
