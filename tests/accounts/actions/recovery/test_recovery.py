"""Assisted recovery: nothing happens at once, the person hears of it first, no agent ever holds a key."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from peristyle.accounts.actions.disown import disown
from peristyle.accounts.actions.recovery.ask_recovery import (
    AgentsOwnAddress,
    NowhereToWrite,
    RecoveryAlreadyWaits,
)
from peristyle.accounts.actions.recovery.cancel_recovery import cancel_recovery
from peristyle.accounts.actions.recovery.carry_out import NotWaiting
from peristyle.accounts.actions.recovery.confirm_recovery import SameAgent, confirm_recovery
from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.models import (
    Account,
    AlertLetter,
    AssistedRecovery,
    AuthenticatorApp,
    Session,
)
from peristyle.accounts.queries import factors_of, letter_of_token, recoveries_waiting
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from tests.accounts.desk import holder_of
from tests.accounts.factories import account_in, fresh
from tests.accounts.recoveries import NEW, an_agent, asked
from tests.harness.inhabitants import signed_in
from tests.harness.letters import Letter, Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-10-15 10:00")


@pytest.fixture
def account() -> Account:
    return account_in(State.ACTIVE)


def address_of(account: Account) -> str:
    return fresh(account).person.backup_email


def last_letter_to(address: str) -> Letter:
    return Outbox().to(address)[-1]


def test_nothing_changes_when_it_is_asked_and_the_person_hears_of_it_everywhere(
    account: Account, run_due_tasks: RunDueTasks
) -> None:
    known = {account.person.backup_email, account.login}

    asked(account)

    run_due_tasks()
    assert address_of(account) in known
    assert {letter.to for letter in Outbox().letters} == known
    assert all("pas-moi" in letter.text for letter in Outbox().letters)
    assert NEW not in "".join(letter.text for letter in Outbox().letters)


def test_a_second_agent_brings_it_into_force(account: Account, run_due_tasks: RunDueTasks) -> None:
    signed_in(account.person)
    first, second = an_agent(), an_agent()
    recovery = asked(account, by=first)

    confirm_recovery(recovery, by=second)

    run_due_tasks()
    assert address_of(account) == NEW
    assert not Session.objects.filter(account=account).exists()
    assert "/nouveau-mot-de-passe/" in last_letter_to(NEW).text
    entry = journal(action="accounts.carry_out_recovery").get()
    assert (entry.actor, entry.details) == (second, {"second_agent": True})


def test_the_old_mailbox_never_receives_the_link(account: Account, run_due_tasks: RunDueTasks) -> None:
    old = account.person.backup_email
    recovery = asked(account)

    confirm_recovery(recovery, by=an_agent())

    run_due_tasks()
    for address in (old, account.login):
        assert all("/nouveau-mot-de-passe/" not in letter.text for letter in Outbox().to(address))


def test_without_a_second_agent_a_day_brings_it_into_force(
    account: Account, at: Traveller, run_due_tasks: RunDueTasks
) -> None:
    asked(account)

    at.later(hours=23, minutes=59)
    run_due_tasks()
    assert address_of(account) != NEW

    at.later(minutes=1)
    run_due_tasks()
    assert address_of(account) == NEW
    assert "/nouveau-mot-de-passe/" in last_letter_to(NEW).text


def test_after_an_outage_of_days_it_is_carried_out_once(
    account: Account, at: Traveller, run_due_tasks: RunDueTasks
) -> None:
    asked(account)

    at.later(days=4)
    run_due_tasks()
    run_due_tasks()

    assert journal(action="accounts.carry_out_recovery").count() == 1


@pytest.mark.parametrize("role", [Role.REGISTRAR_OFFICER, Role.HELPDESK_AGENT, Role.IT_STAFF])
def test_for_people_with_power_only_a_second_agent_counts(
    role: Role, at: Traveller, run_due_tasks: RunDueTasks
) -> None:
    account = holder_of(role)
    recovery = asked(account)
    assert recovery.needs_second_agent

    at.later(days=7)
    run_due_tasks()

    assert address_of(account) != NEW
    assert not recoveries_waiting().exists()
    with pytest.raises(NotWaiting):
        confirm_recovery(recovery, by=an_agent())


def test_a_second_agent_recovers_people_with_power_at_once() -> None:
    account = holder_of(Role.REGISTRAR_OFFICER)

    confirm_recovery(asked(account), by=an_agent())

    assert address_of(account) == NEW


def test_whoever_asked_does_not_confirm(account: Account) -> None:
    agent = an_agent()
    recovery = asked(account, by=agent)

    with pytest.raises(SameAgent):
        confirm_recovery(recovery, by=agent)
    with pytest.raises(IntegrityError), transaction.atomic():
        AssistedRecovery.objects.filter(pk=recovery.pk).update(confirmed_by=agent)

    assert address_of(account) != NEW


def test_an_agent_does_not_recover_an_account_towards_themselves(account: Account) -> None:
    agent, second = an_agent(), an_agent()

    with pytest.raises(AgentsOwnAddress):
        asked(account, by=agent, new_address=agent.backup_email.upper())
    recovery = asked(account, by=agent, new_address=second.backup_email)
    with pytest.raises(AgentsOwnAddress):
        confirm_recovery(recovery, by=second)


def test_factors_are_taken_away_when_that_was_asked(account: Account) -> None:
    AuthenticatorApp.objects.create(
        account=account, name="Téléphone", added_at=clock.now(), confirmed_at=clock.now(), secret="x"
    )

    confirm_recovery(asked(account, new_address="", resets_factors=True), by=an_agent())

    assert factors_of(account) == []
    assert address_of(account) != NEW


def test_factors_stay_when_nobody_asked(account: Account) -> None:
    AuthenticatorApp.objects.create(
        account=account, name="Téléphone", added_at=clock.now(), confirmed_at=clock.now(), secret="x"
    )

    confirm_recovery(asked(account), by=an_agent())

    assert len(factors_of(account)) == 1


def test_somebody_who_never_activated_receives_an_activation_link(run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVATABLE, person__backup_email="")

    confirm_recovery(asked(account), by=an_agent())

    run_due_tasks()
    assert "/activation/" in last_letter_to(NEW).text


def test_without_any_address_there_is_nowhere_to_write() -> None:
    account = account_in(State.ACTIVE, person__backup_email="")

    with pytest.raises(NowhereToWrite):
        asked(account, new_address="", resets_factors=True)


def test_one_waits_at_a_time(account: Account) -> None:
    first = asked(account)

    with pytest.raises(RecoveryAlreadyWaits):
        asked(account)
    cancel_recovery(first, by=an_agent())

    assert asked(account).pk != first.pk


def test_a_cancelled_one_is_never_carried_out(account: Account, at: Traveller, run_due_tasks: RunDueTasks) -> None:
    agent = an_agent()
    recovery = asked(account)

    cancel_recovery(recovery, by=agent)

    at.later(days=2)
    run_due_tasks()
    assert address_of(account) != NEW
    assert journal(action="accounts.cancel_recovery").get().actor == agent
    for decide in (confirm_recovery, cancel_recovery):
        with pytest.raises(NotWaiting):
            decide(recovery, by=an_agent())


def test_the_account_of_somebody_suspended_meanwhile_is_not_recovered(
    account: Account, at: Traveller, run_due_tasks: RunDueTasks
) -> None:
    recovery = asked(account)
    suspend(account, reason="Doute sur l’identité", by=None)

    with pytest.raises(NotWaiting):
        confirm_recovery(recovery, by=an_agent())
    at.later(days=1)
    run_due_tasks()

    assert address_of(account) != NEW
    assert not recoveries_waiting().exists()


def alert_letter_to(address: str) -> AlertLetter:
    """The alert that this mailbox received last, as its « Ce n'était pas moi » link finds it."""
    token = last_letter_to(address).link("/pas-moi/").split("/")[2]
    found = letter_of_token(token)
    assert found is not None
    return found


def test_the_person_cancels_it_from_any_mailbox(account: Account, at: Traveller, run_due_tasks: RunDueTasks) -> None:
    asked(account)
    run_due_tasks()

    done = disown(alert_letter_to(account.login))

    assert any("annulée" in str(sentence) for sentence in done.done)
    at.later(days=2)
    run_due_tasks()
    assert address_of(account) != NEW
    assert journal(action="accounts.cancel_recovery").get().actor is None


def test_the_person_takes_the_old_address_back_for_three_days(account: Account, run_due_tasks: RunDueTasks) -> None:
    old, verified_at = account.person.backup_email, account.person.backup_email_verified_at
    confirm_recovery(asked(account), by=an_agent())
    run_due_tasks()

    disown(alert_letter_to(old))

    person = fresh(account).person
    assert (person.backup_email, person.backup_email_verified_at) == (old, verified_at)
    assert AssistedRecovery.objects.get().undone_at is not None


def test_an_address_changed_since_by_its_holder_stays(account: Account, run_due_tasks: RunDueTasks) -> None:
    old = account.person.backup_email
    confirm_recovery(asked(account), by=an_agent())
    run_due_tasks()
    type(account.person).objects.filter(pk=account.person_id).update(backup_email="chosen@example.org")

    disown(alert_letter_to(old))

    assert address_of(account) == "chosen@example.org"


def test_the_wait_is_the_institution_s(account: Account) -> None:
    recovery = asked(account)

    assert recovery.waits_until - recovery.asked_at == timedelta(hours=24)
