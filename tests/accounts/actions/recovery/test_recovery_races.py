"""Decisions about one recovery at the same instant: exactly one counts."""

from collections.abc import Callable

import pytest
from django.db import transaction

from peristyle.accounts.actions.recovery.cancel_recovery import cancel_recovery
from peristyle.accounts.actions.recovery.carry_out import NotWaiting, carry_out
from peristyle.accounts.actions.recovery.confirm_recovery import confirm_recovery
from peristyle.accounts.models import Account, AssistedRecovery
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from tests.accounts.factories import account_in, fresh
from tests.accounts.recoveries import NEW, an_agent, asked
from tests.harness.races import at_once

pytestmark = [pytest.mark.usefixtures("several_writers"), pytest.mark.django_db(transaction=True)]
Decision = Callable[[], str]


@pytest.fixture
def account() -> Account:
    return account_in(State.ACTIVE)


def deciding(verb: Callable[[], None], said: str) -> Decision:
    """The decision as a view makes it: in a transaction, told by what came of it."""

    def decide() -> str:
        try:
            with transaction.atomic():
                verb()
        except NotWaiting:
            return "too late"
        return said

    return decide


def confirming(recovery: AssistedRecovery) -> Decision:
    agent, own = an_agent(), AssistedRecovery.objects.select_related("account__person").get(pk=recovery.pk)
    return deciding(lambda: confirm_recovery(own, by=agent), "confirmed")


def cancelling(recovery: AssistedRecovery) -> Decision:
    agent, own = an_agent(), AssistedRecovery.objects.select_related("account__person").get(pk=recovery.pk)
    return deciding(lambda: cancel_recovery(own, by=agent), "cancelled")


def test_of_eight_confirmations_one_counts(account: Account) -> None:
    recovery = asked(account)

    said = at_once(*[confirming(recovery) for _ in range(8)])

    assert sorted(said) == ["confirmed", *["too late"] * 7]
    assert journal(action="accounts.carry_out_recovery").count() == 1


def test_of_confirmations_and_cancellations_one_counts(account: Account) -> None:
    recovery = asked(account)

    said = at_once(*[decision(recovery) for _ in range(4) for decision in (confirming, cancelling)])

    (won,) = set(said) - {"too late"}
    assert said.count(won) == 1
    assert (fresh(account).person.backup_email == NEW) == (won == "confirmed")
    recovery.refresh_from_db()
    assert (recovery.carried_out_at is None) == (won == "cancelled")


def test_the_end_of_the_wait_and_a_cancellation_do_not_both_count(account: Account) -> None:
    recovery = asked(account)
    AssistedRecovery.objects.update(waits_until=recovery.asked_at)
    waiting_over = [
        deciding(lambda: carry_out(AssistedRecovery.objects.get(pk=recovery.pk), by=None), "carried out")
        for _ in range(4)
    ]

    said = at_once(*waiting_over, *[cancelling(recovery) for _ in range(4)])

    assert len([word for word in said if word != "too late"]) == 1
