"""The activation mail: « Un mail vous a été envoyé… Ce lien est valable 24h. »."""

import json
from collections.abc import Callable
from datetime import datetime
from unittest.mock import patch

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django_tasks_db.models import DBTaskResult

from peristyle.accounts.actions.send_activation import send_activation
from peristyle.accounts.models import MailedLink
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.links import MAILS_PER_HOUR
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest
from tests.accounts.factories import account_in, activation_letter, secret_address
from tests.harness.letters import Outbox
from tests.harness.travel import PARIS, Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]


def token_of(letter: object) -> str:
    return secret_address(letter).split("/")[2]  # type: ignore[arg-type]


def test_the_mail_goes_to_the_personal_address_with_a_link_and_a_code(
    at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-01 10:00")
    account = account_in(State.ACTIVATABLE)

    send_activation.enqueue(account.pk)
    run_due_tasks()

    letter = outbox.last
    link = MailedLink.objects.get()
    assert letter.to == link.sent_to == account.person.backup_email
    assert digest(token_of(letter)) == link.token_digest
    assert digest(letter.code) == link.code_digest
    assert link.expires_at == datetime(2026, 9, 2, 10, 0, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("language", "subject", "deadline"),
    [
        ("fr", "Activez votre compte informatique", "mercredi 2 septembre 2026 à 10:00"),
        ("en", "Activate your IT account", "Wednesday 2 September 2026 at 10:00"),
    ],
)
def test_the_absolute_date_and_time_of_its_end_stand_in_the_mail(
    at: Traveller, language: str, subject: str, deadline: str
) -> None:
    at("2026-09-01 10:00")

    letter = activation_letter(account_in(State.ACTIVATABLE, person__language=language))

    assert letter.subject == subject
    assert deadline in letter.text.replace("\u202f", "").replace("\u00a0", " ")
    assert deadline in letter.html.replace("\u202f", "").replace("\u00a0", " ")


def test_a_worker_that_dies_before_it_notes_what_it_sent_does_not_send_twice(
    at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-01 10:00")
    account = account_in(State.ACTIVATABLE)
    promised_at = clock.now().isoformat()

    for _ in range(2):
        at.later(minutes=1)
        send_activation.enqueue(account.pk, promised_at)
        run_due_tasks()

    assert len(outbox) == 1


def test_who_is_too_early_receives_it_when_the_fifteen_minutes_are_over(
    at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-01 10:00")
    account = account_in(State.PENDING)
    send_activation.enqueue(account.pk)

    run_due_tasks()
    at.later(minutes=14)
    run_due_tasks()
    assert len(outbox) == 0

    at.later(minutes=1)
    run_due_tasks()
    assert [letter.to for letter in outbox.letters] == [account.person.backup_email]


@pytest.mark.parametrize("state", [State.ACTIVE, State.CLOSING, State.CLOSED, State.SUSPENDED])
def test_whoever_has_nothing_to_activate_receives_nothing(
    state: State, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    send_activation.enqueue(account_in(state).pk)

    run_due_tasks()

    assert len(outbox) == 0
    assert not MailedLink.objects.exists()


def test_without_a_personal_address_or_an_account_nothing_happens(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    send_activation.enqueue(account_in(State.ACTIVATABLE, person__backup_email="").pk)
    send_activation.enqueue(0)

    run_due_tasks()

    assert len(outbox) == 0


def test_a_newer_link_kills_the_older() -> None:
    account = account_in(State.ACTIVATABLE)

    older, newer = activation_letter(account), activation_letter(account)

    assert MailedLink.objects.get(token_digest=digest(token_of(older))).superseded_at is not None
    assert MailedLink.objects.get(token_digest=digest(token_of(newer))).superseded_at is None


def test_neither_link_nor_code_is_kept_in_the_database_or_in_the_queue(
    outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    send_activation.enqueue(account_in(State.ACTIVATABLE).pk)
    run_due_tasks()

    kept = json.dumps([*MailedLink.objects.values(), *DBTaskResult.objects.values()], default=str)

    assert digest(outbox.last.code) in kept
    assert token_of(outbox.last) not in kept
    assert outbox.last.code not in kept


def test_a_mail_that_the_server_refuses_leaves_the_older_link_alive_and_is_sent_later(
    at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-01 10:00")
    account = account_in(State.ACTIVATABLE)
    older = activation_letter(account)
    send_activation.enqueue(account.pk)

    with patch.object(EmailBackend, "send_messages", side_effect=OSError("The mail server does not answer.")):
        run_due_tasks(may_fail=True)
    assert MailedLink.objects.get().token_digest == digest(token_of(older))
    assert MailedLink.objects.get().superseded_at is None

    at.later(minutes=1)
    run_due_tasks()
    assert len(outbox) == 2
    assert outbox.last.code != older.code


def test_a_mailbox_is_not_flooded_and_the_newest_link_goes_on_working(
    at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-01 10:00")
    account = account_in(State.ACTIVATABLE)
    for _ in range(MAILS_PER_HOUR + 10):
        send_activation.enqueue(account.pk)

    run_due_tasks()
    assert len(outbox) == MAILS_PER_HOUR
    assert MailedLink.objects.get(superseded_at=None).token_digest == digest(token_of(outbox.last))

    at.later(hours=1)
    send_activation.enqueue(account.pk)
    run_due_tasks()
    assert len(outbox) == MAILS_PER_HOUR + 1
