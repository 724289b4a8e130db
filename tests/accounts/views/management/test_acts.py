"""What agents and IT do about an account: each act says what happens, asks why, and is journalled."""

from collections.abc import Callable
from http import HTTPStatus

import pytest

from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.models import Account, AuthenticatorApp, Extension, Session, Suspension
from peristyle.accounts.queries import factors_of, state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import Affiliation, Person
from tests.accounts.desk import REASON, composante, holder_of, page_of, somebody, text
from tests.accounts.factories import fresh
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
ACTS = [
    "activation",
    "suspension",
    "reouverture",
    "sessions",
    "facteurs",
    "prolongation",
    "recuperation",
    "consultation",
    "roles",
]


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-10-15 10:00")


@pytest.fixture
def agent(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.HELPDESK_AGENT)


@pytest.fixture
def browser(agent: Person) -> PageClient:
    return signed_in(agent)


@pytest.fixture
def it_browser(inhabitant: Inhabitants) -> PageClient:
    return signed_in(inhabitant(Role.IT_STAFF))


def state_now(account: Account) -> State:
    return state_of(fresh(account), clock.now())


def test_the_activation_mail_is_sent_again_to_the_address_on_record(
    browser: PageClient, agent: Person, run_due_tasks: RunDueTasks
) -> None:
    account = somebody(State.ACTIVATABLE)
    assert "adresse personnelle connue" in text(browser.get(page_of(account, "activation")))

    answer = browser.post(page_of(account, "activation"), follow=True)

    run_due_tasks()
    letter = Outbox().last
    assert letter.to == account.person.backup_email
    assert "part dans un instant" in text(answer)
    assert letter.code not in text(answer)
    entry = journal(action="accounts.resend_activation").get()
    assert (entry.actor, entry.subject) == (agent, f"people.person:{account.person_id}")


def test_somebody_without_an_address_is_sent_nothing(browser: PageClient) -> None:
    account = somebody(State.ACTIVATABLE, person__backup_email="")

    answer = browser.post(page_of(account, "activation"))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "passez par la récupération" in text(answer)
    assert not journal(action="accounts.resend_activation").exists()


def test_an_account_is_suspended_for_a_reason_until_the_end_of_a_day(
    browser: PageClient, agent: Person, at: Traveller
) -> None:
    account = somebody()
    signed_in(account.person)

    browser.post(page_of(account, "suspension"), {"reason": "Mot de passe divulgué", "last_day": "20/10/2026"})

    assert state_now(account) == State.SUSPENDED
    assert not Session.objects.filter(account=account).exists()
    assert Suspension.objects.get().by == agent
    at("2026-10-20 23:59")
    assert state_now(account) == State.SUSPENDED
    at("2026-10-21 00:00")
    assert state_now(account) == State.ACTIVE


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": "", "last_day": ""}, "Motif"),
        ({"reason": "x" * 301, "last_day": ""}, "Motif"),
        ({"reason": "Vol", "last_day": "01/01/2020"}, "Ce jour est déjà passé."),
        ({"reason": "Vol", "last_day": "31/02/2027"}, "n’existe pas"),
    ],
)
def test_a_suspension_badly_filled_comes_back(browser: PageClient, typed: dict[str, str], words: str) -> None:
    account = somebody()

    answer = browser.post(page_of(account, "suspension"), typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in text(answer)
    assert typed["reason"] in text(answer)
    assert state_now(account) == State.ACTIVE


def test_a_suspension_is_lifted_and_the_journal_says_why(browser: PageClient, agent: Person) -> None:
    account = somebody()
    suspend(account, reason="Vol", by=agent)

    browser.post(page_of(account, "reouverture"), REASON)

    assert state_now(account) == State.ACTIVE
    assert journal(action="accounts.lift_suspension").get().details == REASON


def test_what_it_suspended_an_agent_does_not_restore(browser: PageClient, inhabitant: Inhabitants) -> None:
    account = somebody()
    suspend(account, reason="Attaque", by=inhabitant(Role.IT_STAFF))

    answer = browser.post(page_of(account, "reouverture"), REASON)

    assert "a été décidée par l’informatique" in text(answer)
    assert state_now(account) == State.SUSPENDED


def test_every_session_of_an_account_is_closed(browser: PageClient) -> None:
    account = somebody()
    theirs = signed_in(account.person)

    browser.post(page_of(account, "sessions"), REASON)

    assert theirs.get("/compte/").status_code == HTTPStatus.FOUND
    assert journal(action="accounts.close_sessions").get().details == {**REASON, "sessions": 1}


def test_it_takes_second_factors_away_and_the_person_is_told(
    it_browser: PageClient, run_due_tasks: RunDueTasks
) -> None:
    account = somebody()
    app = AuthenticatorApp.objects.create(
        account=account, name="Téléphone", added_at=clock.now(), confirmed_at=clock.now(), secret="x"
    )
    assert factors_of(account) == [app]

    it_browser.post(page_of(account, "facteurs"), REASON)

    run_due_tasks()
    assert factors_of(account) == []
    assert {letter.to for letter in Outbox().letters} == {account.person.backup_email, account.login}
    assert journal(action="accounts.reset_factors").get().details["reason"] == REASON["reason"]


def test_who_has_no_second_factor_has_none_to_lose(it_browser: PageClient) -> None:
    assert "n’a ni clé d’accès" in text(it_browser.get(page_of(somebody(), "facteurs")))


def test_an_account_is_extended(it_browser: PageClient) -> None:
    account = somebody()
    Affiliation.objects.filter(person=account.person).update(kind="guest", ends_on="2026-11-30")

    it_browser.post(page_of(account, "prolongation"), {"until": "31/01/2027", **REASON})

    assert Extension.objects.get().granted
    assert fresh(account).extended_until is not None


@pytest.mark.parametrize("until", ["01/11/2026", "01/01/2040"])
def test_an_extension_has_bounds(it_browser: PageClient, until: str) -> None:
    account = somebody()
    Affiliation.objects.filter(person=account.person).update(kind="guest", ends_on="2026-11-30")

    answer = it_browser.post(page_of(account, "prolongation"), {"until": until, **REASON})

    assert "Choisissez un jour" in text(answer)
    assert not Extension.objects.exists()


def test_an_account_without_end_is_not_extended(it_browser: PageClient) -> None:
    answer = it_browser.post(page_of(somebody(), "prolongation"), {"until": "31/12/2026", **REASON})

    assert "n’a pas de fin connue" in text(answer)


@pytest.mark.parametrize("act", ACTS)
def test_nobody_acts_on_somebody_with_more_power(browser: PageClient, act: str) -> None:
    it_account = holder_of(Role.IT_STAFF)

    for answer in (browser.get(page_of(it_account, act)), browser.post(page_of(it_account, act), REASON)):
        assert answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN)


@pytest.mark.parametrize("act", ACTS)
def test_nobody_acts_on_themselves(inhabitant: Inhabitants, act: str) -> None:
    it_person = inhabitant(Role.IT_STAFF)

    answer = signed_in(it_person).post(page_of(Account.objects.get(person=it_person), act), REASON)

    assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("act", [act for act in ACTS if act != "activation"])
def test_an_officer_may_send_activations_only(inhabitant: Inhabitants, act: str) -> None:
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER))

    assert browser.post(page_of(somebody(), act), REASON).status_code == HTTPStatus.FORBIDDEN


def test_an_officer_sends_activations_within_their_composante_only(inhabitant: Inhabitants) -> None:
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=composante("ECO")))
    here, elsewhere = somebody(State.ACTIVATABLE), somebody(State.ACTIVATABLE)
    Affiliation.objects.filter(person=here.person).update(component="ECO")

    assert browser.post(page_of(here, "activation")).status_code == HTTPStatus.FOUND
    assert browser.post(page_of(elsewhere, "activation")).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("act", ACTS)
def test_what_changes_something_asks_for_a_fresh_proof(agent: Person, at: Traveller, act: str) -> None:
    browser, account = signed_in(agent), somebody()
    at.later(minutes=11)

    answer = browser.get(page_of(account, act))

    assert answer.status_code in (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN)
    assert state_now(account) == State.ACTIVE


@pytest.mark.parametrize(
    ("act", "state"),
    [
        ("activation", State.ACTIVE),
        ("suspension", State.SUSPENDED),
        ("suspension", State.CLOSED),
        ("reouverture", State.ACTIVE),
        ("recuperation", State.SUSPENDED),
        ("consultation", State.ACTIVATABLE),
        ("sessions", State.CLOSED),
    ],
)
def test_an_act_that_makes_no_sense_for_a_state_is_not_there(browser: PageClient, act: str, state: State) -> None:
    assert browser.get(page_of(somebody(state), act)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("act", ["suspension", "sessions", "recuperation", "consultation"])
def test_every_act_has_a_page_of_its_own(browser: PageClient, act: str) -> None:
    assert browser.get(page_of(somebody(), act)).status_code == HTTPStatus.OK
