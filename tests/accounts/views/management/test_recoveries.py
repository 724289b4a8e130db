"""The pages of assisted recovery."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus

import pytest

from peristyle.accounts.models import Account, AssistedRecovery
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel.permissions import Role
from tests.accounts.desk import holder_of, page_of, somebody, text
from tests.accounts.factories import fresh
from tests.accounts.recoveries import NEW, an_agent, asked
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
QUEUE = "/gestion/comptes/recuperations/"
ANSWERS = {"document": "passport", "note": "Vue au guichet", "new_address": NEW}
MaxQueries = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def browser() -> PageClient:
    return signed_in(an_agent())


@pytest.fixture
def account() -> Account:
    return somebody()


def test_an_agent_asks_and_a_colleague_confirms(browser: PageClient, account: Account) -> None:
    answer = browser.post(page_of(account, "recuperation"), ANSWERS, follow=True)

    recovery = AssistedRecovery.objects.get()
    assert "Vue au guichet" in text(answer)
    assert "un collègue doit la confirmer" in text(answer)
    colleague = signed_in(an_agent())
    assert account.person.display_name in text(colleague.get(QUEUE))
    assert NEW not in text(colleague.get(f"{QUEUE}{recovery.pk}/"))

    done = colleague.post(f"{QUEUE}{recovery.pk}/confirmation/", follow=True)

    assert "La récupération a pris effet" in text(done)
    assert fresh(account).person.backup_email == NEW


def test_whoever_asked_is_told_to_find_a_colleague(browser: PageClient, account: Account) -> None:
    browser.post(page_of(account, "recuperation"), ANSWERS)

    answer = browser.post(f"{QUEUE}{AssistedRecovery.objects.get().pk}/confirmation/", follow=True)

    assert "Un autre agent que vous" in text(answer)
    assert fresh(account).person.backup_email != NEW


def test_an_agent_cancels(browser: PageClient, account: Account) -> None:
    recovery = asked(account)

    answer = browser.post(f"{QUEUE}{recovery.pk}/annulation/", follow=True)

    assert "annulée" in text(answer)
    assert "Aucune récupération n’attend." in text(browser.get(QUEUE))
    assert browser.post(f"{QUEUE}{recovery.pk}/confirmation/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"new_address": ""}, "Donnez une nouvelle adresse"),
        ({"new_address": "lea@etu.umontpellier.fr"}, "pas une adresse de l’université"),
        ({"new_address": "lea"}, "Nouvelle adresse personnelle"),
        ({"document": "library_card"}, "Pièce d’identité vérifiée"),
        ({"note": "x" * 301}, "Remarque"),
    ],
)
def test_answers_to_correct_come_back(browser: PageClient, account: Account, typed: dict[str, str], words: str) -> None:
    answer = browser.post(page_of(account, "recuperation"), {**ANSWERS, **typed})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in text(answer)
    assert not AssistedRecovery.objects.exists()


def test_an_agent_s_own_address_is_refused_in_words(account: Account) -> None:
    agent = an_agent()

    answer = signed_in(agent).post(page_of(account, "recuperation"), {**ANSWERS, "new_address": agent.backup_email})

    assert "C’est votre propre adresse" in text(answer)


def test_a_second_request_is_told_to_wait(browser: PageClient, account: Account) -> None:
    asked(account)

    assert "déjà en attente" in text(browser.post(page_of(account, "recuperation"), ANSWERS))


def test_people_with_power_are_marked_in_the_queue(browser: PageClient) -> None:
    asked(holder_of(Role.REGISTRAR_OFFICER))

    assert "obligatoire" in text(browser.get(QUEUE))


def test_an_agent_sees_but_does_not_decide_about_somebody_with_more_power(browser: PageClient) -> None:
    recovery = asked(holder_of(Role.IT_STAFF))

    assert "Confirmer" not in text(browser.get(f"{QUEUE}{recovery.pk}/"))
    assert browser.post(f"{QUEUE}{recovery.pk}/confirmation/").status_code == HTTPStatus.NOT_FOUND
    assert browser.post(f"{QUEUE}{recovery.pk}/annulation/").status_code == HTTPStatus.NOT_FOUND


def test_following_a_link_decides_nothing(browser: PageClient, account: Account) -> None:
    recovery = asked(account)

    for end in ("confirmation", "annulation"):
        assert browser.get(f"{QUEUE}{recovery.pk}/{end}/").status_code == HTTPStatus.NOT_FOUND

    assert AssistedRecovery.objects.get().carried_out_at is None


def test_the_queue_costs_the_same_however_long(browser: PageClient, max_queries: MaxQueries) -> None:
    agent = an_agent()
    for _ in range(12):
        asked(somebody(), by=agent)

    with max_queries(11):
        browser.get(QUEUE)


@pytest.mark.parametrize("role", [Role.STUDENT, Role.REGISTRAR_OFFICER, Role.PLANNER])
def test_others_have_no_queue(inhabitant: Inhabitants, role: Role) -> None:
    assert signed_in(inhabitant(role)).get(QUEUE).status_code == HTTPStatus.FORBIDDEN


def test_deciding_asks_for_a_fresh_proof(account: Account, at: Traveller) -> None:
    at("2026-10-15 10:00")
    recovery, browser = asked(somebody(State.ACTIVE)), signed_in(an_agent())
    at.later(minutes=11)

    answer = browser.post(f"{QUEUE}{recovery.pk}/confirmation/")

    assert answer.status_code == HTTPStatus.FOUND
    assert AssistedRecovery.objects.get().carried_out_at is None
