"""Removing a factor: what goes with it, what must stay."""

import pytest

from peristyle.accounts.actions.factors.remember_device import remember_device, use_remembered_device
from peristyle.accounts.actions.factors.remove_factor import LastFactor, remove_factor, reset_factors
from peristyle.accounts.models import Account, AlertKind, RecoveryCode, SecurityAlert, Session
from peristyle.accounts.queries import factors_of, has_second_factor, recovery_codes_left
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.kernel.permissions import Role
from tests.accounts.authenticators import paper_of, phone_of
from tests.accounts.factories import account_in
from tests.harness.inhabitants import signed_in, someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def lea() -> Account:
    account = account_in(State.ACTIVE)
    phone_of(account)
    return account


def test_the_holder_is_told_and_it_is_written_down(lea: Account) -> None:
    remove_factor(factors_of(lea)[0])

    assert not has_second_factor(lea)
    assert SecurityAlert.objects.filter(account=lea, kind=AlertKind.FACTOR_REMOVED).count() == 1
    assert journal(action="accounts.remove_factor").count() == 1


def test_recovery_codes_go_with_the_last_factor_and_not_before(lea: Account) -> None:
    phone_of(lea, name="Tablette")
    first, last = factors_of(lea)

    remove_factor(first)
    assert recovery_codes_left(lea) == 10

    remove_factor(last)
    assert recovery_codes_left(lea) == 0


def test_removing_one_that_is_gone_already_is_nothing(lea: Account) -> None:
    (gone,) = factors_of(lea)
    remove_factor(factors_of(lea)[0])

    remove_factor(gone)

    assert journal(action="accounts.remove_factor").count() == 1


def test_whose_role_demands_a_factor_keeps_the_last_one() -> None:
    officer = Account.objects.get(person=someone(Role.REGISTRAR_OFFICER))
    phone_of(officer)

    with pytest.raises(LastFactor):
        remove_factor(factors_of(officer)[0])

    assert has_second_factor(officer)


def test_an_agent_s_reset_takes_everything_and_ends_sessions(lea: Account) -> None:
    agent = someone(Role.HELPDESK_AGENT)
    token = remember_device(lea, "")
    paper_of(lea)
    signed_in(lea.person)

    reset_factors(lea, by=agent)

    assert not has_second_factor(lea)
    assert not RecoveryCode.objects.filter(account=lea).exists()
    assert not use_remembered_device(lea, token)
    assert not Session.objects.filter(account=lea).exists()
    assert journal(action="accounts.reset_factors").get().actor_id == agent.pk
    assert SecurityAlert.objects.get(account=lea, kind=AlertKind.FACTOR_REMOVED).about
