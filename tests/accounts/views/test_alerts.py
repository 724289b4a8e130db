"""The pages behind « Ce n’était pas moi »."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from peristyle.accounts.actions.alert import alert
from peristyle.accounts.models import Account, AlertKind, SecurityAlert, Session
from peristyle.accounts.rules.life_cycle import State
from tests.accounts.contacts import alerts_to, change_address
from tests.accounts.factories import account_in, secret_address
from tests.accounts.walk import words
from tests.harness.inhabitants import signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
MaxQueries = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def account() -> Account:
    return account_in(State.ACTIVE)


@pytest.fixture
def link(account: Account, outbox: Outbox, run_due_tasks: RunDueTasks) -> str:
    alert(account, AlertKind.NEW_DEVICE, about="Firefox sur Windows")
    run_due_tasks()
    return secret_address(outbox.last)


def test_the_page_says_what_happened_and_what_the_button_does(client: PageClient, link: str) -> None:
    page = words(client.get(link))

    assert "Firefox sur Windows" in page
    assert "Fermer toutes les connexions" in page


def test_looking_changes_nothing(client: PageClient, link: str, account: Account) -> None:
    signed_in(account.person)

    client.get(link)
    client.head(link)

    assert not SecurityAlert.objects.exclude(answered_at=None).exists()
    assert Session.objects.filter(account=account).exists()


def test_the_answer_says_what_was_done_and_where_the_mail_goes(
    client: PageClient, account: Account, run_due_tasks: RunDueTasks
) -> None:
    change_address(account, "voleur@example.org", run_due_tasks)
    own = account.person.backup_email

    page = words(client.post(secret_address(alerts_to(own)[-1])))

    assert "Votre compte est protégé" in page
    assert "l•••••@e•••••.net" in page
    assert own not in page


def test_without_a_personal_address_the_answer_leads_to_the_help(
    client: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    alert(account_in(State.ACTIVE, person__backup_email=""), AlertKind.NEW_DEVICE)
    run_due_tasks()

    assert "L’assistance vous aidera" in words(client.post(secret_address(outbox.last)))


def test_a_second_click_is_told_that_all_is_done(client: PageClient, link: str) -> None:
    client.post(link)

    for response in (client.get(link), client.post(link)):
        assert response.status_code == 410
        assert "déjà dit" in words(response)


def test_an_old_link_leads_to_what_to_do(client: PageClient, link: str, at: Traveller) -> None:
    at.later(days=8)

    response = client.get(link)

    assert response.status_code == 410
    assert "/probleme-de-connexion/" in response.content.decode()


def test_the_address_of_the_page_is_told_to_nobody(client: PageClient, link: str) -> None:
    assert client.get(link)["Referrer-Policy"] == "strict-origin"


def test_the_page_asks_the_database_once(client: PageClient, link: str, max_queries: MaxQueries) -> None:
    with max_queries(1):
        client.get(link)
