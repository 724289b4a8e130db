"""Shutting an account for a reason, and opening it again."""

from datetime import timedelta

import pytest

from peristyle.accounts.actions.suspend import lift_suspension, suspend
from peristyle.accounts.models import Session
from peristyle.accounts.queries import state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from tests.accounts.factories import account_in, fresh
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
FOR_THE_SIGNED_IN = "/gestion/"


def test_a_suspended_account_is_shut_at_once_and_its_sessions_end() -> None:
    account = account_in(State.ACTIVE)
    browser = signed_in(account.person)
    assert browser.get(FOR_THE_SIGNED_IN).status_code == 200

    suspend(account, reason="Mot de passe divulgué", by=None)

    assert state_of(fresh(account), clock.now()) == State.SUSPENDED
    assert not Session.objects.filter(account=account).exists()
    assert browser.get(FOR_THE_SIGNED_IN).status_code == 302


def test_it_is_written_down_who_suspended_whom_and_why(inhabitant: Inhabitants) -> None:
    account, agent = account_in(State.ACTIVE), inhabitant(Role.IT_STAFF)

    suspend(account, reason="Mot de passe divulgué", by=agent)

    entry = journal(action="accounts.suspend").get()
    assert entry.actor == agent
    assert entry.subject == f"people.person:{account.person_id}"
    assert entry.details == {"reason": "Mot de passe divulgué"}


def test_a_suspension_ends_by_itself_when_it_has_an_end(at: Traveller) -> None:
    at("2026-10-01 10:00")
    account = account_in(State.ACTIVE)
    suspend(account, reason="Conseil de discipline", by=None, until=clock.now() + timedelta(days=7))

    at.later(days=7, seconds=-1)
    assert state_of(fresh(account), clock.now()) == State.SUSPENDED

    at.later(seconds=1)
    assert state_of(fresh(account), clock.now()) == State.ACTIVE


def test_lifting_ends_every_suspension_whatever_was_read_before(at: Traveller) -> None:
    at("2026-10-01 10:00")
    account = account_in(State.ACTIVE)
    suspend(account, reason="Première", by=None)
    suspend(account, reason="Seconde", by=None, until=clock.now() + timedelta(days=7))

    lift_suspension(account, by=None)

    assert state_of(fresh(account), clock.now()) == State.ACTIVE


def test_lifting_does_not_rewrite_a_suspension_that_is_over(at: Traveller) -> None:
    at("2026-10-01 10:00")
    account = account_in(State.ACTIVE)
    over = suspend(account, reason="Conseil de discipline", by=None, until=clock.now() + timedelta(days=1))
    ended_at = over.until
    at.later(days=2)

    lift_suspension(account, by=None)

    over.refresh_from_db()
    assert over.until == ended_at
