"""Reading accounts: the state of each, told by the affiliations that the database knows."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime

import pytest

from peristyle.accounts.backend import AccountBackend
from peristyle.accounts.models import Account
from peristyle.accounts.queries import access_ends_at, accounts_with_facts, state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock
from peristyle.people.public import AffiliationKind
from tests.accounts.factories import AccountFactory, AffiliationFactory, account_in, activated_now, fresh
from tests.harness.inhabitants import PASSWORD
from tests.harness.travel import PARIS, Traveller

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]


def student_until(*last_days: date) -> Account:
    """The active account of a student enrolled until each of these days."""
    account = AccountFactory.create()
    for last_day in last_days:
        AffiliationFactory.create(person=account.person, starts_on=date(2020, 9, 1), ends_on=last_day)
    activated_now(account, at=clock.now())
    return fresh(account)


@pytest.mark.parametrize(
    ("last_days", "first_day_without"),
    [
        ([date(2027, 8, 31)], datetime(2028, 1, 1, tzinfo=PARIS)),
        ([date(2026, 10, 20)], datetime(2028, 1, 1, tzinfo=PARIS)),
        ([date(2025, 8, 31), date(2027, 8, 31)], datetime(2028, 1, 1, tzinfo=PARIS)),
    ],
)
def test_access_ends_at_midnight_in_the_institutions_own_time(
    at: Traveller, last_days: list[date], first_day_without: datetime
) -> None:
    at("2026-09-15 10:00")

    assert access_ends_at(student_until(*last_days)) == first_day_without


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2027-08-31 12:00", State.ACTIVE),
        ("2027-12-31 23:59", State.ACTIVE),
        ("2028-01-01 00:00", State.CLOSING),
        ("2028-01-30 23:59", State.CLOSING),
        ("2028-01-31 00:00", State.CLOSED),
    ],
)
def test_a_graduate_keeps_the_ent_until_31_december(at: Traveller, moment: str, state: State) -> None:
    at("2026-09-15 10:00")
    account = student_until(date(2027, 8, 31))

    assert state_of(account, at(moment)) == state


def test_who_comes_back_finds_the_account_open_again(at: Traveller) -> None:
    at("2026-09-15 10:00")
    account = student_until(date(2027, 8, 31))
    at("2029-09-15 10:00")
    assert state_of(fresh(account), clock.now()) == State.CLOSED

    AffiliationFactory.create(person=account.person, ends_on=date(2030, 8, 31))

    assert state_of(fresh(account), clock.now()) == State.ACTIVE


def test_a_member_of_the_staff_without_end_keeps_the_ent() -> None:
    account = AccountFactory.create()
    AffiliationFactory.create(person=account.person, kind=AffiliationKind.STAFF)

    assert access_ends_at(fresh(account)) is None


def test_without_any_tie_the_account_is_closed_from_the_first_day() -> None:
    account = fresh(AccountFactory.create())

    assert access_ends_at(account) == account.created_at
    assert state_of(account, clock.now()) == State.CLOSED


def test_the_states_of_many_accounts_cost_four_queries(max_queries: MaxQueries) -> None:
    for state in State:
        account_in(state)

    with max_queries(4):
        states = {state_of(account, clock.now()) for account in accounts_with_facts().order_by("id")}

    assert states == set(State)


@pytest.mark.parametrize(("state", "confined_by"), [(State.ACTIVE, None), (State.CLOSING, "closing")])
def test_a_session_is_worth_what_its_account_is_worth(state: State, confined_by: str | None) -> None:
    account = account_in(state)

    holder = AccountBackend().get_user(account.pk)

    assert holder == account
    assert holder.confined_by == confined_by


@pytest.mark.parametrize("state", [State.PENDING, State.ACTIVATABLE, State.SUSPENDED, State.CLOSED])
def test_a_session_on_an_account_that_is_shut_is_worth_nothing(state: State) -> None:
    assert AccountBackend().get_user(account_in(state).pk) is None
    assert AccountBackend().get_user(0) is None


def test_djangos_own_way_in_stays_shut() -> None:
    account = account_in(State.ACTIVE)

    assert AccountBackend().authenticate(None, username=account.login, password=PASSWORD) is None
