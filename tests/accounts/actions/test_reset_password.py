"""A new password through a link received by mail."""

from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import check_password

from peristyle.accounts.actions.reset_password import reset_password, send_reset
from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.actions.use_link import LinkDead
from peristyle.accounts.models import MailedLink, Session
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.links import LinkState
from peristyle.accounts.rules.passwords import PasswordTooWeak
from tests.accounts.factories import CHOSEN_PASSWORD, account_in, fresh, link_of, reset_letter
from tests.harness.inhabitants import PASSWORD, signed_in
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]


def test_the_link_goes_to_the_address_on_record_and_lives_an_hour(
    at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-02 10:00")
    account = account_in(State.ACTIVE)

    send_reset.enqueue(account.pk)
    run_due_tasks()

    assert outbox.last.to == account.person.backup_email
    assert "mercredi 2 septembre 2026 à 11:00" in outbox.last.text.replace("\u202f", "").replace("\u00a0", " ")
    assert outbox.last.code in outbox.last.html.replace(" ", "").replace("\u202f", "")


@pytest.mark.parametrize("state", [State.PENDING, State.ACTIVATABLE, State.SUSPENDED, State.CLOSED])
def test_whoever_may_not_sign_in_receives_no_link(state: State, outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    send_reset.enqueue(account_in(state).pk)

    run_due_tasks()

    assert len(outbox) == 0


def test_without_a_personal_address_nothing_is_sent(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    send_reset.enqueue(account_in(State.ACTIVE, person__backup_email="").pk)
    send_reset.enqueue(0)

    run_due_tasks()

    assert len(outbox) == 0
    assert not MailedLink.objects.exists()


def test_a_new_password_replaces_the_old_one_ends_all_sessions_and_is_told_at_both_addresses(
    outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    account, other = account_in(State.ACTIVE), account_in(State.ACTIVE)
    for person in (account.person, account.person, other.person):
        signed_in(person)
    link = link_of(reset_letter(account))

    reset_password(link, CHOSEN_PASSWORD)
    run_due_tasks()

    changed = fresh(account)
    assert check_password(CHOSEN_PASSWORD, changed.password)
    assert not check_password(PASSWORD, changed.password)
    assert not Session.objects.filter(account=account).exists()
    assert Session.objects.filter(account=other).count() == 1
    told = outbox.letters[1:]
    assert {letter.subject for letter in told} == {"Votre mot de passe a été changé"}
    assert {letter.to for letter in told} == {account.person.backup_email, account.login}
    assert not any(CHOSEN_PASSWORD in letter.text for letter in told)


def test_the_link_works_once() -> None:
    account = account_in(State.ACTIVE)
    letter = reset_letter(account)
    reset_password(link_of(letter), CHOSEN_PASSWORD)

    with pytest.raises(LinkDead) as dead:
        reset_password(link_of(letter), "chemin-de-la-garrigue-93")

    assert dead.value.state == LinkState.USED
    assert check_password(CHOSEN_PASSWORD, fresh(account).password)


def test_a_weak_password_changes_nothing_and_does_not_spend_the_link() -> None:
    account = account_in(State.ACTIVE)
    link = link_of(reset_letter(account))

    with pytest.raises(PasswordTooWeak):
        reset_password(link, "azerty1")

    assert check_password(PASSWORD, fresh(account).password)
    reset_password(link, CHOSEN_PASSWORD)


def test_an_account_suspended_since_the_mail_keeps_its_password() -> None:
    account = account_in(State.ACTIVE)
    link = link_of(reset_letter(account))
    suspend(account, reason="Enquête", by=None)

    with pytest.raises(LinkDead):
        reset_password(link, CHOSEN_PASSWORD)

    assert check_password(PASSWORD, fresh(account).password)
