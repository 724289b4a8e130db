"""« Ce n’était pas moi »: the thief is out, and the holder is on the way back."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection, transaction

from peristyle.accounts.actions.alert import alert
from peristyle.accounts.actions.disown import disown
from peristyle.accounts.actions.reset_password import reset_password
from peristyle.accounts.actions.send_link import send_link
from peristyle.accounts.actions.sweep import sweep
from peristyle.accounts.actions.use_link import LinkDead
from peristyle.accounts.models import (
    Account,
    AlertKind,
    ContactChange,
    LinkPurpose,
    MailedLink,
    RememberedDevice,
    SecurityAlert,
    Session,
)
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.links import LinkState
from peristyle.audit.public import journal
from peristyle.kernel import clock
from peristyle.mailbox.models import MailRedirect
from tests.accounts.contacts import alerts_to, change_address, change_number, not_me
from tests.accounts.factories import CHOSEN_PASSWORD, account_in, fresh, link_of
from tests.harness.inhabitants import PASSWORD, signed_in
from tests.harness.letters import Letter, Outbox
from tests.harness.travel import Traveller
from tests.mailbox.factories import MailRedirectFactory

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
THIEF = "voleur@example.org"
PATIENCE = 30


@pytest.fixture
def account() -> Account:
    return account_in(State.ACTIVE)


@pytest.fixture
def told(account: Account, outbox: Outbox, run_due_tasks: RunDueTasks) -> Letter:
    """What the holder has just read of a sign-in that was not theirs."""
    alert(account, AlertKind.NEW_DEVICE, about="Firefox sur Windows")
    run_due_tasks()
    return outbox.to(account.person.backup_email)[-1]


def test_sessions_end_and_the_password_opens_nothing_any_more(account: Account, told: Letter) -> None:
    signed_in(account.person)
    other = account_in(State.ACTIVE)
    signed_in(other.person)
    now = clock.now()
    RememberedDevice.objects.create(account=account, token_digest="d", remembered_at=now, expires_at=now)

    disown(not_me(told))

    assert not RememberedDevice.objects.exists()
    assert not Session.objects.filter(account=account).exists()
    assert Session.objects.filter(account=other).exists()
    assert not check_password(PASSWORD, fresh(account).password)
    assert not fresh(account).has_usable_password()


def test_a_reset_link_goes_to_the_personal_address_and_works(
    account: Account, told: Letter, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    done = disown(not_me(told))
    run_due_tasks()

    assert done.recovery_address == outbox.last.to == account.person.backup_email
    reset_password(link_of(outbox.last), CHOSEN_PASSWORD)
    assert check_password(CHOSEN_PASSWORD, fresh(account).password)


def test_it_is_written_down(account: Account, told: Letter) -> None:
    disown(not_me(told))

    entry = journal(action="accounts.disown").get()
    assert entry.subject == f"people.person:{account.person_id}"
    assert entry.details["kind"] == "new_device"


def test_it_works_once(account: Account, told: Letter) -> None:
    disown(not_me(told))

    with pytest.raises(LinkDead) as dead:
        disown(not_me(told))

    assert dead.value.state == LinkState.USED


def test_one_answer_serves_for_all_that_was_told_before(
    account: Account, told: Letter, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    alert(account, AlertKind.FACTOR_ADDED)
    run_due_tasks()
    disown(not_me(outbox.last))
    run_due_tasks()
    reset_password(link_of(outbox.last), CHOSEN_PASSWORD)

    with pytest.raises(LinkDead):
        disown(not_me(told))

    assert check_password(CHOSEN_PASSWORD, fresh(account).password)


def test_a_week_later_it_is_too_late(account: Account, told: Letter, at: Traveller) -> None:
    at.later(days=7, seconds=1)

    with pytest.raises(LinkDead) as dead:
        disown(not_me(told))

    assert dead.value.state == LinkState.EXPIRED
    assert check_password(PASSWORD, fresh(account).password)


def test_the_recovery_goes_to_the_address_of_before_the_theft(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    own = account.person.backup_email
    change_address(account, THIEF, run_due_tasks)

    done = disown(not_me(alerts_to(own)[-1]))
    run_due_tasks()

    assert done.recovery_address == own
    assert fresh(account).person.backup_email == own
    assert fresh(account).person.backup_email_verified_at is not None
    assert outbox.last.to == own
    assert any("de nouveau" in str(sentence) for sentence in done.done)


def test_an_address_changed_twice_is_restored_to_the_first(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    own = account.person.backup_email
    change_address(account, "relais@example.org", run_due_tasks)
    change_address(account, THIEF, run_due_tasks)

    disown(not_me(alerts_to(own)[-1]))

    assert fresh(account).person.backup_email == own


def test_the_alert_about_something_else_restores_the_address_as_well(
    account: Account, told: Letter, run_due_tasks: RunDueTasks
) -> None:
    own = account.person.backup_email
    change_address(account, THIEF, run_due_tasks)

    disown(not_me(told))

    assert fresh(account).person.backup_email == own


def test_after_three_days_a_change_stands(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks, at: Traveller
) -> None:
    at("2026-10-05 10:00")
    own = account.person.backup_email
    change_address(account, "lea.nouvelle@example.org", run_due_tasks)
    at.later(hours=72)

    done = disown(not_me(alerts_to(own)[-1]))

    assert fresh(account).person.backup_email == "lea.nouvelle@example.org"
    assert done.recovery_address == "lea.nouvelle@example.org"


def test_an_address_that_an_agent_wrote_since_stands(account: Account, run_due_tasks: RunDueTasks) -> None:
    own = account.person.backup_email
    change_address(account, THIEF, run_due_tasks)
    person = fresh(account).person
    person.backup_email = "vue.au.guichet@example.net"
    person.save()

    disown(not_me(alerts_to(own)[-1]))

    assert fresh(account).person.backup_email == "vue.au.guichet@example.net"


def test_a_stolen_number_and_a_redirect_are_taken_back(
    account: Account, told: Letter, run_due_tasks: RunDueTasks
) -> None:
    change_number(account, "+33612345678", run_due_tasks)
    MailRedirectFactory.create(person=account.person, address=THIEF)

    done = disown(not_me(told))

    assert fresh(account).person.phone == ""
    assert not MailRedirect.objects.filter(ended_at=None).exists()
    assert len(done.done) == 2


def test_a_redirect_of_long_ago_stays(account: Account, told: Letter, at: Traveller) -> None:
    at.later(days=-30)
    MailRedirectFactory.create(person=account.person)
    at.later(days=30)

    disown(not_me(told))

    assert MailRedirect.objects.filter(ended_at=None).exists()


def test_a_reset_link_that_lies_in_the_thief_s_mailbox_dies(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    own = account.person.backup_email
    change_address(account, THIEF, run_due_tasks)
    send_link(fresh(account), LinkPurpose.RESET, life=timedelta(hours=1))
    stolen = link_of(outbox.to(THIEF)[-1])

    disown(not_me(alerts_to(own)[-1]))

    with pytest.raises(LinkDead):
        reset_password(stolen, CHOSEN_PASSWORD)


def test_a_thief_who_has_spent_the_hour_s_mails_does_not_keep_the_holder_from_theirs(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    own = account.person.backup_email
    change_address(account, THIEF, run_due_tasks)
    for _ in range(6):
        send_link(fresh(account), LinkPurpose.RESET, life=timedelta(hours=1))

    disown(not_me(alerts_to(own)[-1]))
    run_due_tasks()

    assert MailedLink.objects.filter(sent_to=own, superseded_at=None, used_at=None).exists()


def test_somebody_without_a_personal_address_is_sent_to_the_assistance(
    outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    account = account_in(State.ACTIVE, person__backup_email="")
    alert(account, AlertKind.NEW_DEVICE)
    run_due_tasks()

    done = disown(not_me(outbox.last))
    run_due_tasks()

    assert done.recovery_address == ""
    assert not MailedLink.objects.filter(account=account).exists()


def test_alerts_and_former_addresses_are_forgotten_after_a_month(
    account: Account, run_due_tasks: RunDueTasks, at: Traveller
) -> None:
    change_address(account, "lea.nouvelle@example.org", run_due_tasks)
    at.later(days=29)
    sweep.enqueue()
    run_due_tasks()
    assert ContactChange.objects.exists()
    at.later(days=1)

    sweep.enqueue()
    run_due_tasks()

    assert not ContactChange.objects.exists()
    assert not SecurityAlert.objects.exists()


@pytest.mark.usefixtures("several_writers")
@pytest.mark.django_db(transaction=True)
def test_of_eight_answers_at_once_one_is_taken(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVE)
    alert(account, AlertKind.NEW_DEVICE)
    run_due_tasks()
    letters = [not_me(outbox.letters[number % 2]) for number in range(8)]
    start, outcomes = Barrier(len(letters), timeout=PATIENCE), []

    def answer(number: int) -> None:
        try:
            start.wait()
            with transaction.atomic():
                disown(letters[number])
            outcomes.append("taken")
        except LinkDead:
            outcomes.append("dead")
        finally:
            connection.close()

    threads = [Thread(target=answer, args=(number,)) for number in range(len(letters))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert sorted(outcomes) == ["dead"] * 7 + ["taken"]
    assert SecurityAlert.objects.filter(answered_at=None).count() == 0
