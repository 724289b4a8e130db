"""« 1ère connexion »: cliquer, et se laisser guider, whatever the situation."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from peristyle.accounts import newcomers
from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.models import Account
from peristyle.accounts.newcomers import Standing
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock
from peristyle.people.public import Person
from tests.accounts.factories import PersonFactory, account_in, activation_letter
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
INE_FOR_ADDRESS, INE_FOR_LOGIN, INE_FOR_REASON = (
    f"/premiere-connexion/ine/{goal}/" for goal in ("adresse", "identifiant", "motif")
)
MY_LOGIN = "/probleme-de-connexion/identifiant/reponse/"
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


@pytest.mark.parametrize("page", [SITUATION, NEW_LINK, ADDRESS, INE_FOR_ADDRESS, INE_FOR_REASON])
def test_nobody_comes_further_without_proof(client: PageClient, page: str) -> None:
    assert client.get(page).url == WHO
    assert client.post(page).status_code == (405 if page == SITUATION else 302)


def test_half_an_hour_later_one_proves_it_again(at: Traveller, client: PageClient) -> None:
    at("2026-09-02 10:00")
    prove(client, PersonFactory.create())
    at.later(minutes=31)

    assert client.get(SITUATION).url == WHO


def test_the_page_says_where_the_number_stands(client: PageClient) -> None:
    page = words(client.get(WHO))

    assert "SCOL’PASS" in page
    assert f'href="{CODE}"' in page
    assert 'href="/inscription/"' in page


# The situations


@pytest.mark.parametrize("situation_of_newcomer", list(Standing))
def test_a_newcomer_is_told_how_far_they_are(
    client: PageClient, monkeypatch: pytest.MonkeyPatch, situation_of_newcomer: Standing
) -> None:
    monkeypatch.setattr(newcomers, "_finders", [lambda *_: situation_of_newcomer])

    assert client.post(WHO, {"number": "P260004217", "birth_date": "14/03/2007"}).url == SITUATION
    page = words(client.get(SITUATION))

    said = {
        Standing.ADMITTED: "Il vous reste à vous inscrire",
        Standing.PAYING: "n’est pas encore enregistré",
        Standing.ENROLLED: "il nous faut votre numéro étudiant",
    }
    assert said[situation_of_newcomer] in page
    assert 'href="/inscription/"' in page
    for further in (NEW_LINK, ADDRESS, INE_FOR_ADDRESS):
        assert client.post(further).url == SITUATION


def test_somebody_without_an_account_is_led_to_the_enrolment(client: PageClient) -> None:
    prove(client, PersonFactory.create())

    page = words(client.get(SITUATION))

    assert "n’est pas encore enregistrée" in page
    assert 'href="/inscription/"' in page


def test_whoever_is_early_is_told_the_hour_at_which_the_mail_leaves(at: Traveller, client: PageClient) -> None:
    at("2026-09-02 10:00")
    account = account_in(State.PENDING, person__backup_email="lea@example.net")

    page = situation(client, account)

    assert "À 10:15" in page
    assert "déjà programmé" in page
    assert "l•••••@e•••••.net" in page
    assert account.login in page


def test_whoever_may_activate_has_the_mail_sent_to_the_masked_address(
    client: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    account = account_in(State.ACTIVATABLE, person__backup_email="lea@example.net")

    page = situation(client, account)
    assert "l•••••@e•••••.net" in page
    assert "lea@example.net" not in page
    assert account.login in page

    assert client.post(NEW_LINK).url == CODE
    assert "l•••••@e•••••.net" in words(client.get(CODE))
    run_due_tasks()
    assert [letter.to for letter in outbox.letters] == ["lea@example.net"]
    assert client.post(CODE, {"code": outbox.last.code}).url == CHARTER


def test_whoever_waits_for_the_mail_is_told_when_it_left_and_how_long_it_serves(
    at: Traveller, client: PageClient
) -> None:
    at("2026-09-02 10:00")
    account = account_in(State.ACTIVATABLE)
    activation_letter(account)

    page = situation(client, account)

    assert "Votre mail d’activation est parti" in page
    assert "jeudi 3 septembre 2026 à 10:00" in page
    assert "indésirables" in page
    assert f'action="{NEW_LINK}"' in page


def test_whoever_has_an_old_link_gets_another(at: Traveller, client: PageClient) -> None:
    at("2026-09-02 10:00")
    account = account_in(State.ACTIVATABLE)
    activation_letter(account)
    at.later(hours=25)

    page = situation(client, account)

    assert "ne sert plus" in page
    assert f'action="{NEW_LINK}"' in page


def test_after_five_mails_one_is_told_when_the_next_may_leave(at: Traveller, client: PageClient) -> None:
    at("2026-09-02 10:00")
    account = account_in(State.ACTIVATABLE)
    for _ in range(5):
        activation_letter(account)
        at.later(minutes=1)

    page = situation(client, account)

    assert "Cinq mails sont déjà partis" in page
    assert "à 11:00" in page
    assert f'action="{NEW_LINK}"' not in page


def test_a_homonym_is_told_of_the_number_in_their_identifier(client: PageClient) -> None:
    with_number = account_in(State.ACTIVATABLE, login="marie.durand2@etu.umontpellier.fr")
    without = account_in(State.ACTIVATABLE, login="marie.durand@etu.umontpellier.fr")

    assert "Quelqu’un d’autre porte votre nom" in situation(client, with_number)
    assert "Quelqu’un d’autre porte votre nom" not in situation(client, without)


@pytest.mark.parametrize("state", [State.PENDING, State.ACTIVATABLE])
def test_whoever_has_no_address_but_an_ine_gives_one(
    state: State, at: Traveller, client: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-02 10:00")
    account = account_in(state, person__backup_email="", person__national_id=INE)
    assert f'href="{ADDRESS}"' in situation(client, account)
    assert client.get(ADDRESS).url == INE_FOR_ADDRESS
    assert client.get(INE_FOR_ADDRESS).status_code == 200
    assert client.post(INE_FOR_ADDRESS, {"national_id": INE.lower()}).url == ADDRESS
    assert client.get(ADDRESS).status_code == 200

    assert client.post(ADDRESS, {"address": "lea@example.net"}).url == CODE
    at.later(minutes=15)
    run_due_tasks()
    assert [letter.to for letter in outbox.letters] == ["lea@example.net"]


@pytest.mark.parametrize("state", [State.PENDING, State.ACTIVATABLE])
def test_whoever_has_neither_address_nor_ine_is_sent_to_the_registrars_office(state: State, client: PageClient) -> None:
    page = situation(client, account_in(state, person__backup_email=""))

    assert "service de scolarité" in page
    assert client.get(ADDRESS).url == SITUATION


@pytest.mark.parametrize(("state", "said"), [(State.ACTIVE, "déjà activé"), (State.CLOSING, "Votre compte se ferme")])
def test_whoever_is_active_already_is_led_to_the_sign_in_page(state: State, said: str, client: PageClient) -> None:
    account = account_in(state)

    page = situation(client, account)

    assert said in page
    assert 'href="/connexion/"' in page
    assert f'href="{MY_LOGIN}"' in page
    assert account.login not in page


def test_whoever_is_suspended_is_told_until_when_and_not_why(at: Traveller, client: PageClient) -> None:
    at("2026-10-01 10:00")
    account = account_in(State.ACTIVE)
    suspend(account, reason="Mot de passe divulgué", by=None, until=clock.now().replace(day=9))

    page = situation(client, account)

    assert "suspendu" in page
    assert "vendredi 9 octobre 2026" in page
    assert "divulgué" not in page
    assert INE_FOR_REASON not in page
    assert 'href="/aide/?sujet=suspension#demande"' in page


def test_the_ine_tells_why(client: PageClient) -> None:
    account = account_in(State.SUSPENDED, person__national_id=INE)
    assert f'href="{INE_FOR_REASON}"' in situation(client, account)

    assert client.post(INE_FOR_REASON, {"national_id": INE}).url == SITUATION

    assert "Mot de passe divulgué" in words(client.get(SITUATION))


def test_of_several_suspensions_the_one_that_ends_last_is_told(at: Traveller, client: PageClient) -> None:
    at("2026-10-01 10:00")
    account = account_in(State.ACTIVE)
    for day in (20, 9):
        suspend(account, reason="Mot de passe divulgué", by=None, until=clock.now().replace(day=day))
    suspend(account, reason="Ancienne", by=None, until=clock.now())

    assert "mardi 20 octobre 2026" in situation(client, account)


@pytest.mark.parametrize(
    ("kind", "told"), [("student", "Inscription 20"), ("guest", "Invitation"), ("staff", "Présence")]
)
def test_whoever_left_reads_what_ended_and_how_they_come_back(client: PageClient, kind: str, told: str) -> None:
    account = account_in(State.CLOSED)
    account.person.affiliations.update(kind=kind, ends_on=clock.today() - timedelta(days=700))

    page = situation(client, account)

    assert "Votre compte est fermé" in page
    assert told in page
    assert "l’accès s’est terminé le" in page
    assert ('href="/inscription/"' in page) == (kind == "student")


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


# The INE and the personal address


@pytest.fixture
def without_address(client: PageClient) -> Account:
    account = account_in(State.ACTIVATABLE, person__backup_email="", person__national_id=INE)
    prove(client, account.person)
    return account


@pytest.mark.parametrize(
    "address", ["lea@etu.umontpellier.fr", "lea@UMontpellier.fr", "pas une adresse", f"{'l' * 250}@example.net", ""]
)
def test_a_mistake_in_the_address_is_shown(client: PageClient, without_address: Account, address: str) -> None:
    client.post(INE_FOR_ADDRESS, {"national_id": INE})

    refused = client.post(ADDRESS, {"address": address})

    assert refused.status_code == 422
    without_address.person.refresh_from_db()
    assert without_address.person.backup_email == ""


@pytest.mark.parametrize("typed", ["123", "", "0" * 21])
def test_a_mistake_in_the_shape_of_the_ine_is_shown(client: PageClient, without_address: Account, typed: str) -> None:
    assert client.post(INE_FOR_ADDRESS, {"national_id": typed}).status_code == 422


def test_somebody_elses_ine_is_refused_and_may_not_be_guessed_for_ever(
    client: PageClient, without_address: Account
) -> None:
    answers = [client.post(INE_FOR_ADDRESS, {"national_id": "0702004568C"}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "n’est pas celui" in words(answers[0])
    assert client.post(ADDRESS, {"address": "eve@example.net"}).url == INE_FOR_ADDRESS


def test_a_wrong_address_is_replaced_with_the_ine_and_hears_of_it(
    client: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    account = account_in(State.ACTIVATABLE, person__national_id=INE, person__backup_email="wrong@example.net")
    assert f'href="{ADDRESS}"' in situation(client, account)
    client.post(INE_FOR_ADDRESS, {"national_id": INE})
    assert "w•••••@e•••••.net" in words(client.get(ADDRESS))

    assert client.post(ADDRESS, {"address": "lea@example.net"}).url == CODE
    run_due_tasks()

    assert len(outbox.to("wrong@example.net")) == 1
    assert client.post(CODE, {"code": outbox.to("lea@example.net")[-1].code}).url == CHARTER


def test_addresses_are_not_changed_for_ever(client: PageClient) -> None:
    prove(client, account_in(State.ACTIVATABLE, person__national_id=INE).person)
    client.post(INE_FOR_ADDRESS, {"national_id": INE})

    answers = [client.post(ADDRESS, {"address": f"lea{number}@example.com"}).status_code for number in range(6)]

    assert answers == [302] * 5 + [429]


@pytest.mark.parametrize("state", [State.ACTIVE, State.SUSPENDED, State.CLOSED])
def test_no_address_is_given_to_an_account_that_was_activated(client: PageClient, state: State) -> None:
    account = account_in(state, person__national_id=INE)
    before = account.person.backup_email
    prove(client, account.person)
    client.post(INE_FOR_ADDRESS, {"national_id": INE})

    assert client.get(ADDRESS).url == SITUATION
    assert client.post(ADDRESS, {"address": "eve@example.net"}).url == SITUATION
    account.person.refresh_from_db()
    assert account.person.backup_email == before


def test_the_ine_proved_by_one_is_not_the_next_one_s(client: PageClient) -> None:
    prove(client, account_in(State.ACTIVATABLE, person__national_id=INE).person)
    client.post(INE_FOR_ADDRESS, {"national_id": INE})

    prove(client, account_in(State.ACTIVATABLE, person__national_id="0702004568C").person)

    assert client.get(ADDRESS).url == INE_FOR_ADDRESS


def test_an_unknown_goal_is_no_page(client: PageClient) -> None:
    prove(client, account_in(State.ACTIVATABLE, person__national_id=INE).person)

    assert client.get("/premiere-connexion/ine/tresor/").status_code == 404


# The cost


def test_the_pages_ask_the_database_little(client: PageClient, max_queries: MaxQueries) -> None:
    account = account_in(State.ACTIVATABLE)
    with max_queries(0):
        client.get(WHO)
    with max_queries(6):
        prove(client, account.person)
    with max_queries(6):
        client.get(SITUATION)
