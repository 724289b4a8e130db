"""IT gives roles and takes them away; what they allow begins and ends with the next page."""

from http import HTTPStatus

import pytest

from peristyle.accounts.models import Session
from peristyle.audit.public import journal
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person, RoleAssignment
from tests.accounts.desk import composante, page_of, somebody, text
from tests.accounts.factories import fresh
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
GIVEN = {"role": "registrar_officer", "component": "", "reason": "Arrivée au service, note du 12 octobre"}
QUEUE = "/gestion/assistance/"


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-10-15 10:00")


@pytest.fixture
def it_person(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.IT_STAFF)


@pytest.fixture
def browser(it_person: Person) -> PageClient:
    return signed_in(it_person)


@pytest.fixture
def colleague(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.STAFF)


def roles_page(person: Person) -> str:
    return f"/gestion/comptes/{person.pk}/roles/"


def test_a_role_is_given_for_a_reason_and_its_holder_asked_for_a_second_factor(
    browser: PageClient, it_person: Person, colleague: Person
) -> None:
    working = signed_in(colleague)
    assert "Aucun rôle pour le moment." in text(browser.get(roles_page(colleague)))

    answer = browser.post(roles_page(colleague), GIVEN, follow=True)

    assert "Gestionnaire de scolarité" in text(answer)
    assert working.get("/").context is None or not Session.objects.filter(account__person=colleague).exists()
    entry = journal(action="people.assign_role", subject=f"people.person:{colleague.pk}").get()
    assert entry.actor == it_person
    assert entry.details == {"role": "registrar_officer", "component": None, "reason": GIVEN["reason"]}


def test_a_role_within_a_composante_stays_there(browser: PageClient, colleague: Person) -> None:
    composante("ECO")

    browser.post(roles_page(colleague), {**GIVEN, "role": "planner", "component": "ECO"})

    assert RoleAssignment.objects.get(person=colleague).scope == "ECO"
    again = browser.post(roles_page(colleague), {**GIVEN, "role": "planner", "component": "ECO"})
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "a déjà ce rôle" in text(again)
    assert browser.post(roles_page(colleague), {**GIVEN, "role": "planner"}).status_code == HTTPStatus.FOUND
    assert RoleAssignment.objects.filter(person=colleague).count() == 2


def test_a_role_taken_away_is_gone_at_the_next_page(
    browser: PageClient, it_person: Person, inhabitant: Inhabitants
) -> None:
    agent = inhabitant(Role.HELPDESK_AGENT)
    working, held = signed_in(agent), RoleAssignment.objects.get(person=agent)
    assert working.get(QUEUE).status_code == HTTPStatus.OK
    ending = f"{roles_page(agent)}{held.pk}/fin/"

    assert "Agent d’assistance" in text(browser.get(ending))
    assert browser.post(ending, {"reason": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    answer = browser.post(ending, {"reason": "Change de service"}, follow=True)

    assert "dès maintenant" in text(answer)
    assert working.get(QUEUE).status_code == HTTPStatus.FORBIDDEN
    assert browser.post(ending, {"reason": "Encore"}).status_code == HTTPStatus.NOT_FOUND
    entry = journal(action="people.end_role").get()
    assert (entry.actor, entry.details["reason"]) == (it_person, "Change de service")


def test_power_is_given_to_whoever_works_here_only(browser: PageClient) -> None:
    student = somebody()

    answer = browser.post(page_of(student, "roles"), GIVEN)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "travaille à l’université" in text(answer)
    assert not fresh(student).person.roles.exists()


@pytest.mark.parametrize(
    "typed", [{"role": ""}, {"role": "student"}, {"role": "king"}, {"component": "ZZZ"}, {"reason": ""}]
)
def test_what_is_wrong_is_said_at_its_field(browser: PageClient, colleague: Person, typed: dict[str, str]) -> None:
    answer = browser.post(roles_page(colleague), {**GIVEN, **typed})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'aria-invalid="true"' in text(answer)
    assert not RoleAssignment.objects.filter(person=colleague).exists()


def test_nobody_gives_themselves_power_and_agents_give_none(
    browser: PageClient, it_person: Person, inhabitant: Inhabitants, colleague: Person
) -> None:
    own = RoleAssignment.objects.get(person=it_person)

    assert browser.post(roles_page(it_person), GIVEN).status_code == HTTPStatus.NOT_FOUND
    assert browser.post(f"{roles_page(it_person)}{own.pk}/fin/", {"reason": "x"}).status_code == HTTPStatus.NOT_FOUND
    agent = signed_in(inhabitant(Role.HELPDESK_AGENT))
    assert agent.post(roles_page(colleague), GIVEN).status_code == HTTPStatus.FORBIDDEN


def test_a_role_of_somebody_else_is_not_ended_at_this_address(
    browser: PageClient, inhabitant: Inhabitants, colleague: Person
) -> None:
    held = RoleAssignment.objects.get(person=inhabitant(Role.HELPDESK_AGENT))

    answer = browser.post(f"{roles_page(colleague)}{held.pk}/fin/", {"reason": "Ailleurs"})

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_it_asks_for_a_fresh_proof(browser: PageClient, colleague: Person, at: Traveller) -> None:
    at.later(minutes=11)

    assert browser.get(roles_page(colleague)).url.startswith("/compte/preuve/")
