"""What somebody is told of their account."""

import smtplib
from collections.abc import Callable

import pytest
from django.core.mail.backends import locmem

from peristyle.accounts.actions.alert import alert, send_alert
from peristyle.accounts.actions.disown import disown
from peristyle.accounts.models import AlertKind, AlertLetter, SecurityAlert
from peristyle.accounts.queries import letter_of_token
from peristyle.accounts.rules.life_cycle import State
from tests.accounts.factories import account_in, coming_from, secret_address
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]


def test_both_mailboxes_of_the_holder_hear_of_it_each_with_a_link_of_its_own(
    at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-10-05 14:30")
    account = account_in(State.ACTIVE)

    with coming_from("192.0.2.7"):
        alert(account, AlertKind.NEW_DEVICE, about="Firefox sur Windows")
    run_due_tasks()

    assert {letter.to for letter in outbox.letters} == {account.person.backup_email, account.login}
    assert len({secret_address(letter) for letter in outbox.letters}) == 2
    for letter in outbox.letters:
        for told in (
            "Firefox sur Windows",
            "réseau 192.0.x.x",
            "lundi 5 octobre 2026 à 14:30",
            "jusqu’au lundi 12 octobre",
        ):
            assert told in letter.text


@pytest.mark.parametrize("kind", AlertKind)
def test_each_kind_of_fact_has_its_own_letter(kind: AlertKind, outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    alert(account_in(State.ACTIVE), kind, about="quelque chose")

    run_due_tasks()

    assert len({letter.subject for letter in outbox.letters}) == 1
    assert all("quelque chose" in letter.text for letter in outbox.letters)


def test_a_university_mailbox_that_does_not_exist_yet_is_not_written_to(
    outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    account = account_in(State.ACTIVATABLE)

    alert(account, AlertKind.RECOVERY_STARTED)
    run_due_tasks()

    assert [letter.to for letter in outbox.letters] == [account.person.backup_email]


def test_one_mailbox_under_two_names_receives_one_letter(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVE)

    alert(account, AlertKind.BACKUP_EMAIL_CHANGED, to=["Lea@example.net", "lea@example.net"])
    run_due_tasks()

    assert [letter.to for letter in outbox.letters] == ["lea@example.net"]


def test_a_letter_taken_twice_from_the_queue_is_sent_once(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVE)
    alert(account, AlertKind.PASSWORD_CHANGED)
    run_due_tasks()

    for letter in AlertLetter.objects.all():
        send_alert.enqueue(letter.pk)
    run_due_tasks()

    assert len(outbox) == 2


def test_a_letter_the_mail_server_refused_keeps_no_secret_and_is_tried_again(
    outbox: Outbox, run_due_tasks: RunDueTasks, monkeypatch: pytest.MonkeyPatch, at: Traveller
) -> None:
    at("2026-10-05 14:30")
    alert(account_in(State.ACTIVATABLE), AlertKind.RECOVERY_STARTED)
    with monkeypatch.context() as broken:
        broken.setattr(locmem.EmailBackend, "send_messages", _refuse)
        run_due_tasks(may_fail=True)
    assert AlertLetter.objects.get().token_digest is None

    at.later(minutes=1)
    run_due_tasks()

    assert len(outbox) == 1


def test_an_alert_answered_meanwhile_is_not_sent_any_more(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVE)
    alert(account, AlertKind.NEW_DEVICE)
    run_due_tasks()
    waiting = alert(account, AlertKind.PASSWORD_CHANGED)
    token = secret_address(outbox.last).split("/")[2]
    letter = letter_of_token(token)
    assert letter is not None

    disown(letter)
    run_due_tasks()

    assert SecurityAlert.objects.get(pk=waiting.pk).answered_at is not None
    assert "Votre mot de passe a été changé" not in {letter.subject for letter in outbox.letters}


def _refuse(*_: object) -> int:
    raise smtplib.SMTPServerDisconnected
