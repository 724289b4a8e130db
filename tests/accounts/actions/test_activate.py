"""Activating: charter, choices, password, once."""

from collections.abc import Iterator
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection

from peristyle.accounts.actions.activate import AlreadyActive, StepMissing, activate
from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.actions.use_link import LinkDead
from peristyle.accounts.events import AccountActivated
from peristyle.accounts.models import Account, Activation, CharterAcceptance
from peristyle.accounts.queries import state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.links import LinkState
from peristyle.accounts.rules.passwords import PasswordTooWeak
from peristyle.audit.public import journal
from peristyle.kernel import clock, events
from tests.accounts.factories import CHOSEN_PASSWORD, account_in, activated_now, activation_letter, fresh, link_of
from tests.harness.inhabitants import PASSWORD
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PATIENCE = 30
CHARTER = {"accepted": True, "version": "2026-1"}
NO_REDIRECT = {"redirect": False, "address": "", "keep_copy": True}
ANSWERS: dict[str, dict[str, Any]] = {"charte": CHARTER, "messagerie": NO_REDIRECT}


@pytest.fixture
def announced() -> Iterator[list[AccountActivated]]:
    heard: list[AccountActivated] = []
    events.subscribe(AccountActivated, heard.append)
    yield heard
    events._listeners[AccountActivated].remove(heard.append)


def test_an_activated_account_is_active_with_the_chosen_password(announced: list[AccountActivated]) -> None:
    account = account_in(State.ACTIVATABLE)
    link = link_of(activation_letter(account))

    activate(link, ANSWERS, CHOSEN_PASSWORD)

    assert state_of(fresh(account), clock.now()) == State.ACTIVE
    assert check_password(CHOSEN_PASSWORD, fresh(account).password)
    assert Activation.objects.get().link == link
    assert announced == [AccountActivated(account_id=account.pk)]


def test_the_accepted_version_of_the_charter_is_recorded() -> None:
    account = account_in(State.ACTIVATABLE)

    activate(link_of(activation_letter(account)), ANSWERS, CHOSEN_PASSWORD)

    acceptance = CharterAcceptance.objects.get(account=account)
    assert acceptance.version == "2026-1"
    entry = journal(action="accounts.activate").get()
    assert entry.actor == account.person
    assert entry.details == {"charter": "2026-1"}


@pytest.mark.parametrize("skipped", ["charte", "messagerie"])
def test_without_one_of_the_steps_nothing_is_activated(skipped: str) -> None:
    account = account_in(State.ACTIVATABLE)
    link = link_of(activation_letter(account))
    answers = {code: answer for code, answer in ANSWERS.items() if code != skipped}

    with pytest.raises(StepMissing) as missing:
        activate(link, answers, PASSWORD)

    assert missing.value.code == skipped
    assert state_of(fresh(account), clock.now()) == State.ACTIVATABLE


def test_a_weak_password_says_why_and_does_not_spend_the_link() -> None:
    account = account_in(State.ACTIVATABLE)
    link = link_of(activation_letter(account))

    with pytest.raises(PasswordTooWeak) as weak:
        activate(link, ANSWERS, "azerty1")

    assert weak.value.review.missing
    activate(link, ANSWERS, CHOSEN_PASSWORD)


def test_ones_own_name_is_not_a_password() -> None:
    account = account_in(State.ACTIVATABLE, person__given_name="Ludivine", person__birth_name="Quatrefages")

    with pytest.raises(PasswordTooWeak):
        activate(link_of(activation_letter(account)), ANSWERS, "ludivine.quatrefages2007")


def test_a_link_activates_once() -> None:
    link = link_of(activation_letter(account_in(State.ACTIVATABLE)))
    activate(link, ANSWERS, CHOSEN_PASSWORD)

    with pytest.raises(LinkDead) as dead:
        activate(link_of_again(link.account), ANSWERS, "un-autre-mot-de-passe-2027")

    assert dead.value.state == LinkState.USED
    assert check_password(CHOSEN_PASSWORD, Account.objects.get().password)


def link_of_again(account: Account) -> Any:
    return account.mailed_links.select_related("account__person", "account__activation").get()


def test_an_account_that_it_activated_meanwhile_is_not_activated_again() -> None:
    account = account_in(State.ACTIVATABLE)
    link = link_of(activation_letter(account))
    activated_now(account, at=clock.now())

    with pytest.raises(AlreadyActive):
        activate(link, ANSWERS, "un-autre-mot-de-passe-2027")

    assert check_password(PASSWORD, fresh(account).password)


def test_a_suspended_account_is_not_activated() -> None:
    account = account_in(State.ACTIVATABLE)
    link = link_of(activation_letter(account))
    suspend(account, reason="Enquête", by=None)

    with pytest.raises(LinkDead) as dead:
        activate(link, ANSWERS, CHOSEN_PASSWORD)

    assert dead.value.state == LinkState.SHUT
    assert not Activation.objects.exists()


def test_an_account_that_closed_since_the_mail_is_not_activated(at: Traveller) -> None:
    at("2027-12-31 20:00")
    account = account_in(State.ACTIVATABLE)
    account.person.affiliations.update(ends_on=date(2027, 8, 31))
    link = link_of(activation_letter(account))

    at("2028-01-01 08:00")

    with pytest.raises(LinkDead) as dead:
        activate(link, ANSWERS, CHOSEN_PASSWORD)
    assert dead.value.state == LinkState.SHUT
    assert state_of(fresh(account), clock.now()) == State.CLOSED


@pytest.mark.usefixtures("several_writers")
@pytest.mark.django_db(transaction=True)
def test_two_browsers_that_race_activate_once_with_one_password() -> None:
    account = account_in(State.ACTIVATABLE)
    letter = activation_letter(account)
    passwords = [f"chemin-de-la-garrigue-{number}" for number in range(6)]
    links = [link_of(letter) for _ in passwords]
    start = Barrier(len(passwords), timeout=PATIENCE)
    winners: list[str] = []
    losers: list[str] = []

    def race(password: str, link: Any) -> None:
        try:
            start.wait()
            activate(link, ANSWERS, password)
            winners.append(password)
        except (LinkDead, AlreadyActive):
            losers.append(password)
        finally:
            connection.close()

    threads = [Thread(target=race, args=pair) for pair in zip(passwords, links, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert len(winners) == 1
    assert len(losers) == len(passwords) - 1
    assert check_password(winners[0], Account.objects.get().password)
    assert Activation.objects.count() == CharterAcceptance.objects.count() == 1
