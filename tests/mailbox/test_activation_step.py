"""The activation's step where university mails may be redirected."""

from collections.abc import Callable

import pytest

from peristyle.accounts.public import Account, State
from peristyle.mailbox.models import MailRedirect
from tests.accounts.factories import account_in, activation_letter
from tests.accounts.walk import DONE, MAIL, PASSWORD, accept_charter, begin, choose_mail, choose_password, words
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
PERSONAL = "lea@example.net"


@pytest.fixture
def account() -> Account:
    return account_in(State.ACTIVATABLE, person__backup_email=PERSONAL)


@pytest.fixture
def at_the_step(client: PageClient, account: Account) -> PageClient:
    begin(client, activation_letter(account))
    accept_charter(client)
    return client


def test_the_step_shows_the_future_address_and_proposes_the_personal_one(
    at_the_step: PageClient, account: Account
) -> None:
    page = words(at_the_step.get(MAIL))

    assert account.login in page
    assert f'value="{PERSONAL}"' in page
    assert 'name="keep_copy"' in page


def test_without_the_tick_nothing_is_redirected_whatever_stands_in_the_field(
    at_the_step: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    choose_mail(at_the_step, address="zoe@example.org", keep_copy="on")
    choose_password(at_the_step)

    assert not MailRedirect.objects.exists()
    run_due_tasks()
    assert outbox.to("zoe@example.org") == []
    assert "aucune" in words(at_the_step.get(DONE))


@pytest.mark.parametrize("typed", [PERSONAL, "LEA@Example.net"])
def test_a_redirect_to_the_verified_personal_address_is_in_force_at_once(
    at_the_step: PageClient, account: Account, outbox: Outbox, run_due_tasks: RunDueTasks, typed: str
) -> None:
    choose_mail(at_the_step, redirect="on", address=typed, keep_copy="on")
    choose_password(at_the_step)

    redirect = MailRedirect.objects.get()
    assert redirect.person == account.person
    assert redirect.confirmed_at is not None
    assert redirect.keep_copy
    run_due_tasks()
    assert len(outbox.letters) == 1  # the activation mail
    done = words(at_the_step.get(DONE))
    assert typed in done
    assert "en attente" not in done
    assert "avec une copie" in done


def test_no_copy_is_kept_when_the_tick_is_taken_away(at_the_step: PageClient) -> None:
    choose_mail(at_the_step, redirect="on", address=PERSONAL)
    choose_password(at_the_step)

    assert not MailRedirect.objects.get().keep_copy
    assert "sans copie" in words(at_the_step.get(DONE))


def test_another_address_must_confirm_before_anything_is_sent_there(
    at_the_step: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    choose_mail(at_the_step, redirect="on", address="zoe@example.org", keep_copy="on")
    choose_password(at_the_step)
    run_due_tasks()

    assert MailRedirect.objects.get().confirmed_at is None
    assert len(outbox.to("zoe@example.org")) == 1
    done = words(at_the_step.get(DONE))
    assert "en attente de confirmation : ouvrez le mail envoyé à zoe@example.org" in done
    assert "Confirmer la redirection" in words(at_the_step.get("/"))


def test_a_personal_address_that_was_never_verified_must_confirm_too(
    client: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    account = account_in(State.ACTIVATABLE, person__backup_email=PERSONAL, person__backup_email_verified_at=None)
    begin(client, activation_letter(account))
    accept_charter(client)
    choose_mail(client, redirect="on", address=PERSONAL)
    choose_password(client)

    assert MailRedirect.objects.get().confirmed_at is None


def test_nothing_is_redirected_before_the_account_is_active(at_the_step: PageClient) -> None:
    choose_mail(at_the_step, redirect="on", address=PERSONAL)

    assert not MailRedirect.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "lea@etu.umontpellier.fr",
        "lea@umontpellier.fr",
        "lea@CPTEXT.umontpellier.fr",
        "lea@ｅｔｕ.umontpellier.fr",
        "lea@etu。umontpellier。fr",
    ],
)
def test_an_address_of_the_university_itself_is_refused(at_the_step: PageClient, address: str) -> None:
    refused = choose_mail(at_the_step, redirect="on", address=address)

    assert refused.status_code == 422
    assert at_the_step.get(PASSWORD).url == MAIL


@pytest.mark.parametrize("address", ["lea", "lea@etu.umontpellier.fr", f"{'l' * 250}@example.net"])
def test_an_address_that_nothing_is_sent_to_stops_nobody(at_the_step: PageClient, address: str) -> None:
    assert choose_mail(at_the_step, address=address).url == PASSWORD

    choose_password(at_the_step)
    assert not MailRedirect.objects.exists()
    assert "aucune" in words(at_the_step.get(DONE))


@pytest.mark.parametrize(
    "address", ["", "lea", "lea@", "@example.net", "a@b", "lea@example.net\nBcc: x@y.fr", f"{'l' * 250}@example.net"]
)
def test_what_is_no_address_is_refused_and_kept_to_be_mended(at_the_step: PageClient, address: str) -> None:
    refused = choose_mail(at_the_step, redirect="on", address=address)

    assert refused.status_code == 422
    assert "checked" in words(refused)
    assert choose_mail(at_the_step, redirect="on", address=PERSONAL).url == PASSWORD
