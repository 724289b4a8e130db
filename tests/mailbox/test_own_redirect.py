"""The redirect, seen and chosen in the account."""

from collections.abc import Callable

import pytest

from peristyle.accounts.models import AlertKind, SecurityAlert
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.mailbox.models import MailRedirect
from peristyle.people.public import Person
from tests.accounts.factories import account_in, secret_address
from tests.accounts.walk import words
from tests.harness.inhabitants import signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.mailbox.factories import MailRedirectFactory

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
PAGE, CHOICE, STOP = "/compte/redirection/", "/compte/redirection/choix/", "/compte/redirection/arret/"
OTHER = "zoe@example.org"


@pytest.fixture
def lea() -> Person:
    return account_in(State.ACTIVE).person


@pytest.fixture
def browser(lea: Person) -> PageClient:
    return signed_in(lea)


def in_force(person: Person) -> MailRedirect | None:
    return MailRedirect.objects.filter(person=person, ended_at=None, confirmed_at__isnull=False).first()


def test_without_a_redirect_the_page_says_where_mails_are(browser: PageClient) -> None:
    assert "Vos mails restent dans votre boîte universitaire" in words(browser.get(PAGE))


def test_towards_one_s_confirmed_address_it_acts_at_once_and_is_told(
    browser: PageClient, lea: Person, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    assert lea.backup_email in browser.get(CHOICE).content.decode()

    browser.post(CHOICE, {"address": lea.backup_email, "keep_copy": "on"})
    run_due_tasks()

    redirect = in_force(lea)
    assert redirect is not None
    assert redirect.keep_copy
    assert [letter.subject for letter in outbox.letters] == ["Vos mails sont redirigés"] * 2


def test_another_address_acts_and_is_told_once_it_has_agreed(
    browser: PageClient, lea: Person, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    browser.post(CHOICE, {"address": OTHER})
    run_due_tasks()
    assert in_force(lea) is None
    assert "En attente de confirmation" in words(browser.get(PAGE))
    assert not SecurityAlert.objects.exists()

    PageClient().post(secret_address(outbox.to(OTHER)[0]))

    assert in_force(lea) is not None
    told = SecurityAlert.objects.get()
    assert (told.kind, told.about) == (AlertKind.REDIRECT_SET, OTHER)


def test_an_address_that_has_agreed_need_not_agree_again_to_the_copy(browser: PageClient, lea: Person) -> None:
    MailRedirectFactory.create(person=lea, address=OTHER, keep_copy=True)

    browser.post(CHOICE, {"address": OTHER})

    redirect = in_force(lea)
    assert redirect is not None
    assert not redirect.keep_copy


def test_a_redirect_without_copy_comes_with_a_warning(browser: PageClient, lea: Person) -> None:
    MailRedirectFactory.create(person=lea, keep_copy=False)

    assert "Aucune copie ne reste à l’université" in words(browser.get(PAGE))


@pytest.mark.parametrize("typed", ["", "zoe", "lea@umontpellier.fr"])
def test_what_does_not_do_is_told_and_kept(browser: PageClient, typed: str, lea: Person) -> None:
    response = browser.post(CHOICE, {"address": typed})

    assert response.status_code == 422
    assert typed in response.content.decode()
    assert not MailRedirect.objects.filter(person=lea).exists()


def test_a_redirect_is_stopped(browser: PageClient, lea: Person) -> None:
    MailRedirectFactory.create(person=lea)
    browser.get(STOP)
    assert in_force(lea) is not None

    page = words(browser.post(STOP, follow=True))

    assert in_force(lea) is None
    assert "La redirection est arrêtée" in page
    assert journal(action="mailbox.stop_redirect").count() == 1


def test_choosing_asks_for_a_fresh_proof(lea: Person, at: Traveller) -> None:
    browser = signed_in(lea)
    at.later(minutes=11)

    assert browser.post(CHOICE, {"address": OTHER}).headers["Location"].startswith("/compte/preuve/")
    assert not MailRedirect.objects.exists()


def test_one_s_redirect_is_one_s_own(browser: PageClient) -> None:
    other = MailRedirectFactory.create()

    browser.post(STOP)

    other.refresh_from_db()
    assert other.ended_at is None


def test_the_overview_tells_where_mails_go(browser: PageClient, lea: Person) -> None:
    MailRedirectFactory.create(person=lea, address=OTHER)

    assert OTHER in words(browser.get("/compte/"))
