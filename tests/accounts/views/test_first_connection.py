"""« 1ère connexion »: cliquer, et se laisser guider, whatever the situation."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.models import Account
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock
from peristyle.people.public import Person
from tests.accounts.factories import PersonFactory, account_in
from tests.accounts.walk import CHARTER, words
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]
RunDueTasks = Callable[..., list[str]]
WHO, SITUATION, NEW_LINK, ADDRESS, CODE = (
    "/premiere-connexion/",
    "/premiere-connexion/situation/",
    "/premiere-connexion/lien/",
    "/premiere-connexion/adresse/",
    "/activation/code/",
)
INE = "0702004567B"


def prove(browser: PageClient, person: Person, *, born: str = "14/03/2007") -> Any:
    return browser.post(WHO, {"number": person.student_number, "birth_date": born})


def situation(browser: PageClient, account: Account) -> str:
    assert prove(browser, account.person).url == SITUATION
    return words(browser.get(SITUATION))


# Who are you?


@pytest.mark.parametrize("born", ["14/03/2007", "14032007", "14-03-2007", "14 3 2007", "2007-03-14", " 14/3/2007"])
def test_the_birth_date_may_be_typed_in_many_ways(client: PageClient, born: str) -> None:
    assert prove(client, PersonFactory.create(), born=born).url == SITUATION


def test_a_wrong_date_and_an_unknown_number_have_one_answer(client: PageClient) -> None:
    person = PersonFactory.create()

    wrong = prove(client, person, born="15/03/2007")
    unknown = client.post(WHO, {"number": "99999999", "birth_date": "14/03/2007"})

    for refused in (wrong, unknown):
        assert refused.status_code == 422
        assert "Nous ne retrouvons personne" in words(refused)
    assert client.get(SITUATION).url == WHO


@pytest.mark.parametrize(
    "typed", [{}, {"number": "21904567"}, {"birth_date": "14/03/2007"}, {"number": "x", "birth_date": "31/02/2007"}]
)
def test_half_a_form_is_not_enough(client: PageClient, typed: dict[str, str]) -> None:
    assert client.post(WHO, typed).status_code == 422


def test_the_identifier_proves_nothing(client: PageClient) -> None:
    account = account_in(State.ACTIVATABLE)

    refused = client.post(WHO, {"number": account.login[:25], "birth_date": "14/03/2007"})

    assert refused.status_code == 422


def test_after_five_wrong_dates_one_waits(client: PageClient) -> None:
    person = PersonFactory.create()
    for day in range(15, 20):
        prove(client, person, born=f"{day}/03/2007")

    slow = prove(client, person)

    assert slow.status_code == 429
    assert "15 secondes" in words(slow)


@pytest.mark.parametrize("page", [SITUATION, NEW_LINK, ADDRESS])
def test_nobody_comes_further_without_proof(client: PageClient, page: str) -> None:
    assert client.get(page).url == WHO
    assert client.post(page).status_code == (405 if page == SITUATION else 302)


# The situations


def test_somebody_without_an_account_is_led_to_the_enrolment(client: PageClient) -> None:
    prove(client, PersonFactory.create())

    page = words(client.get(SITUATION))

    assert "n’est pas encore enregistrée" in page
    assert 'href="/inscription/"' in page


def test_whoever_is_early_is_told_the_hour_at_which_the_mail_leaves(at: Traveller, client: PageClient) -> None:
    at("2026-09-02 10:00")
    account = account_in(State.PENDING, person__backup_email="lea@example.net")

    page = situation(client, account)

    assert "10:15" in page
    assert "l•••••@e•••••.net" in page
    assert account.login in page


def test_whoever_may_activate_has_the_mail_sent_to_the_masked_address(
    client: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    account = account_in(State.ACTIVATABLE, person__backup_email="lea@example.net")

    page = situation(client, account)
    assert "l•••••@e•••••.net" in page
    assert "lea@example.net" not in page

    assert client.post(NEW_LINK).url == CODE
    run_due_tasks()
    assert [letter.to for letter in outbox.letters] == ["lea@example.net"]
    assert client.post(CODE, {"code": outbox.last.code}).url == CHARTER


@pytest.mark.parametrize("state", [State.PENDING, State.ACTIVATABLE])
def test_whoever_has_no_address_but_an_ine_gives_one(
    state: State, at: Traveller, client: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-02 10:00")
    account = account_in(state, person__backup_email="", person__national_id=INE)
    assert f'href="{ADDRESS}"' in situation(client, account)
    assert client.get(ADDRESS).status_code == 200

    typed = {"national_id": INE.lower(), "address": "lea@example.net"}
    assert client.post(ADDRESS, typed).url == CODE
    at.later(minutes=15)
    run_due_tasks()
    assert [letter.to for letter in outbox.letters] == ["lea@example.net"]


@pytest.mark.parametrize("state", [State.PENDING, State.ACTIVATABLE])
def test_whoever_has_neither_address_nor_ine_is_sent_to_the_registrars_office(state: State, client: PageClient) -> None:
    page = situation(client, account_in(state, person__backup_email=""))

    assert "service de scolarité" in page
    assert client.get(ADDRESS).url == SITUATION


@pytest.mark.parametrize("state", [State.ACTIVE, State.CLOSING])
def test_whoever_is_active_already_is_led_to_the_sign_in_page(state: State, client: PageClient) -> None:
    account = account_in(state)

    page = situation(client, account)

    assert "déjà activé" in page
    assert account.login in page
    assert 'href="/connexion/"' in page


def test_whoever_is_suspended_is_told_until_when(at: Traveller, client: PageClient) -> None:
    at("2026-10-01 10:00")
    account = account_in(State.ACTIVE)
    suspend(account, reason="Mot de passe divulgué", by=None, until=clock.now().replace(day=9))

    page = situation(client, account)

    assert "suspendu" in page
    assert "vendredi 9 octobre 2026" in page


def test_whoever_left_is_led_to_the_enrolment(client: PageClient) -> None:
    page = situation(client, account_in(State.CLOSED))

    assert "Votre compte est fermé" in page
    assert 'href="/inscription/"' in page


@pytest.mark.parametrize("state", [State.ACTIVE, State.CLOSING, State.CLOSED, State.SUSPENDED])
def test_no_activation_mail_leaves_for_whoever_has_nothing_to_activate(
    state: State, client: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    prove(client, account_in(state).person)

    assert client.post(NEW_LINK).url == SITUATION
    run_due_tasks()
    assert len(outbox) == 0


def test_looking_at_the_page_that_sends_the_mail_sends_nothing(
    client: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    prove(client, account_in(State.ACTIVATABLE).person)

    assert client.get(NEW_LINK).url == SITUATION
    run_due_tasks()
    assert len(outbox) == 0


# The personal address


@pytest.fixture
def without_address(client: PageClient) -> Account:
    account = account_in(State.ACTIVATABLE, person__backup_email="", person__national_id=INE)
    prove(client, account.person)
    return account


@pytest.mark.parametrize(
    ("national_id", "address"),
    [
        (INE, "lea@etu.umontpellier.fr"),
        (INE, "lea@UMontpellier.fr"),
        (INE, "pas une adresse"),
        (INE, f"{'l' * 250}@example.net"),
        ("123", "lea@example.net"),
        ("", ""),
    ],
)
def test_a_mistake_in_the_address_or_the_shape_of_the_ine_is_shown(
    client: PageClient, without_address: Account, national_id: str, address: str
) -> None:
    refused = client.post(ADDRESS, {"national_id": national_id, "address": address})

    assert refused.status_code == 422
    without_address.person.refresh_from_db()
    assert without_address.person.backup_email == ""


def test_somebody_elses_ine_is_refused_and_may_not_be_guessed_for_ever(
    client: PageClient, without_address: Account
) -> None:
    typed = {"national_id": "0702004568C", "address": "eve@example.net"}

    answers = [client.post(ADDRESS, typed) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "n’est pas celui" in words(answers[0])


def test_an_address_on_record_is_not_asked_for_again(client: PageClient) -> None:
    prove(client, account_in(State.ACTIVATABLE, person__national_id=INE).person)

    assert client.get(ADDRESS).url == SITUATION
    assert client.post(ADDRESS, {"national_id": INE, "address": "eve@example.net"}).url == SITUATION


# The cost


def test_the_pages_ask_the_database_little(client: PageClient, max_queries: MaxQueries) -> None:
    account = account_in(State.ACTIVATABLE)
    with max_queries(0):
        client.get(WHO)
    with max_queries(6):
        prove(client, account.person)
    with max_queries(5):
        client.get(SITUATION)
