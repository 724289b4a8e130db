"""A redirect acts once the address has agreed, and one at a time."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from peristyle.audit.public import journal
from peristyle.kernel.permissions import Role
from peristyle.mailbox.actions.confirm_redirect import ConfirmationDead, confirm_redirect
from peristyle.mailbox.actions.request_redirect import request_redirect, send_confirmation
from peristyle.mailbox.models import MailRedirect
from peristyle.mailbox.queries import awaited_confirmations
from peristyle.people.public import Person
from tests.accounts.factories import PersonFactory, secret_address
from tests.accounts.walk import words
from tests.harness.inhabitants import Inhabitants
from tests.harness.letters import Letter, Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.mailbox.factories import MailRedirectFactory

pytestmark = pytest.mark.django_db
PATIENCE = 30
RunDueTasks = Callable[..., list[str]]
OTHER = "zoe@example.org"


@pytest.fixture
def lea() -> Person:
    return PersonFactory.create(given_name="Léa", birth_name="Martin", backup_email="lea@example.net")


@pytest.fixture
def letter(lea: Person, outbox: Outbox, run_due_tasks: RunDueTasks) -> Letter:
    request_redirect(lea, OTHER, keep_copy=True)
    run_due_tasks()
    return outbox.last


def token_of(letter: Letter) -> str:
    return secret_address(letter).split("/")[2]


# Asking


def test_the_other_address_receives_a_link_and_learns_who_asks(letter: Letter) -> None:
    assert letter.to == OTHER
    assert "Léa Martin" in letter.text
    assert secret_address(letter).startswith("/redirection/")


def test_the_token_is_not_kept(letter: Letter) -> None:
    assert token_of(letter) not in str(list(MailRedirect.objects.values()))


def test_a_new_redirect_ends_the_one_before(lea: Person) -> None:
    first = request_redirect(lea, "lea@example.net", keep_copy=True)
    second = request_redirect(lea, OTHER, keep_copy=False)

    first.refresh_from_db()
    assert first.ended_at is not None
    assert list(MailRedirect.objects.filter(ended_at=None)) == [second]


def test_nobody_has_two_redirects(lea: Person) -> None:
    MailRedirectFactory.create(person=lea)

    with pytest.raises(IntegrityError), transaction.atomic():
        MailRedirectFactory.create(person=lea)


def test_what_was_asked_is_written_down_without_the_address(lea: Person) -> None:
    request_redirect(lea, OTHER, keep_copy=True)

    entry = journal(action="mailbox.request_redirect").get()
    assert entry.actor == lea
    assert entry.details == {"keep_copy": True, "in_force": False}


def test_a_confirmation_no_longer_wanted_is_not_asked_for(
    lea: Person, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    request_redirect(lea, OTHER, keep_copy=True)
    request_redirect(lea, "lea@example.net", keep_copy=True)
    send_confirmation.enqueue(0)

    run_due_tasks()

    assert len(outbox) == 0


# Confirming


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_at_the_link_changes_nothing(client: PageClient, letter: Letter, method: str) -> None:
    for _ in range(3):
        assert getattr(client, method)(secret_address(letter)).status_code == 200

    assert MailRedirect.objects.get().confirmed_at is None


def test_the_owner_of_the_address_agrees_with_a_button(client: PageClient, letter: Letter) -> None:
    page = words(client.get(secret_address(letter)))
    assert "Léa Martin" in page
    assert OTHER in page

    assert "est confirmée" in words(client.post(secret_address(letter)))
    assert MailRedirect.objects.get().confirmed_at is not None
    assert journal(action="mailbox.confirm_redirect").count() == 1


def test_a_link_confirms_once(client: PageClient, letter: Letter) -> None:
    client.post(secret_address(letter))
    confirmed_at = MailRedirect.objects.get().confirmed_at

    for again in (client.get(secret_address(letter)), client.post(secret_address(letter))):
        assert again.status_code == 410
        assert "n’est plus valable" in words(again)
    assert MailRedirect.objects.get().confirmed_at == confirmed_at


def test_a_link_is_valid_for_seven_days(at: Traveller, client: PageClient) -> None:
    at("2026-10-01 10:00")
    redirect = request_redirect(PersonFactory.create(), OTHER, keep_copy=True)
    send_confirmation.call(redirect.pk)
    letter = Outbox().last
    assert "jeudi 8 octobre 2026 à 10:00" in " ".join(letter.text.split())

    at.later(days=7)
    assert client.get(secret_address(letter)).status_code == 410
    assert client.post(secret_address(letter)).status_code == 410


def test_the_link_of_a_redirect_that_was_replaced_is_dead(lea: Person, client: PageClient, letter: Letter) -> None:
    request_redirect(lea, "lea@example.net", keep_copy=True)

    assert client.get(secret_address(letter)).status_code == 410
    with pytest.raises(ConfirmationDead):
        confirm_redirect(token_of(letter))


def test_a_link_nobody_sent_is_dead(client: PageClient) -> None:
    path = f"/redirection/{'A' * 43}/"

    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410


def test_a_retried_mail_carries_the_only_link_that_works(lea: Person, outbox: Outbox, client: PageClient) -> None:
    redirect = request_redirect(lea, OTHER, keep_copy=True)
    send_confirmation.call(redirect.pk)
    send_confirmation.call(redirect.pk)
    older, newer = outbox.letters

    assert client.post(secret_address(older)).status_code == 410
    assert client.post(secret_address(newer)).status_code == 200


@pytest.mark.usefixtures("several_writers")
@pytest.mark.django_db(transaction=True)
def test_a_link_pressed_by_many_at_once_confirms_once() -> None:
    redirect = request_redirect(PersonFactory.create(), OTHER, keep_copy=True)
    send_confirmation.call(redirect.pk)
    token = token_of(Outbox().last)
    contenders = 6
    start = Barrier(contenders, timeout=PATIENCE)
    outcomes: list[str] = []

    def press() -> None:
        try:
            start.wait()
            confirm_redirect(token)
            outcomes.append("confirmed")
        except ConfirmationDead:
            outcomes.append("dead")
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(contenders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert sorted(outcomes) == ["confirmed"] + ["dead"] * (contenders - 1)


# The home's reminder


def test_the_home_reminds_of_a_confirmation_until_it_is_given(inhabitant: Inhabitants) -> None:
    person = inhabitant(Role.STUDENT)
    redirect = MailRedirectFactory.create(person=person, confirmed_at=None)

    (item,) = awaited_confirmations(person)
    assert OTHER in item.detail

    redirect.confirmed_at = redirect.requested_at
    redirect.save()
    assert list(awaited_confirmations(person)) == []
