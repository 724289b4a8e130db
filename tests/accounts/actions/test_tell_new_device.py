"""Whoever signs in from a browser that the account does not know is told of."""

from collections.abc import Callable
from typing import Any

import pytest

from peristyle.accounts.models import Account, AlertKind, SecurityAlert
from peristyle.accounts.rules.life_cycle import State
from tests.accounts.factories import account_in
from tests.harness.inhabitants import PASSWORD
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture
def lea() -> Account:
    return account_in(State.ACTIVE, person__language="fr")


def sign_in(browser: PageClient, account: Account) -> Any:
    answer = browser.post(
        "/connexion/",
        {"login": account.login, "password": PASSWORD},
        headers={"User-Agent": FIREFOX},
        REMOTE_ADDR="82.64.17.201",
    )
    assert answer.status_code == 302
    return answer


def test_the_very_first_sign_in_is_not_told(lea: Account, client: PageClient, run_due_tasks: RunDueTasks) -> None:
    sign_in(client, lea)
    run_due_tasks()

    assert not SecurityAlert.objects.exists()


def test_a_browser_that_signed_in_before_is_known(
    lea: Account, client: PageClient, run_due_tasks: RunDueTasks, at: Traveller
) -> None:
    at("2027-10-04 08:30")
    sign_in(client, lea)
    client.post("/deconnexion/")
    at.later(minutes=1)
    sign_in(client, lea)
    run_due_tasks()

    assert not SecurityAlert.objects.exists()


def test_another_browser_is_told_with_its_name_and_its_place(
    lea: Account, client: PageClient, run_due_tasks: RunDueTasks, outbox: Outbox
) -> None:
    sign_in(client, lea)
    run_due_tasks()

    sign_in(PageClient(), lea)
    run_due_tasks()

    told = SecurityAlert.objects.get()
    assert told.kind == AlertKind.NEW_DEVICE
    assert told.about == "Firefox sur Windows"
    assert told.origin == "82.64.17.201"
    assert outbox.letters
    for letter in outbox.letters:
        assert "Firefox sur Windows" in letter.text
        assert "ailleurs (réseau 82.64.x.x)" in letter.text
