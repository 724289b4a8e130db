"""/gestion/comptes/: finding a person, and their page."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus

import pytest

from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import Affiliation, AffiliationKind, Person
from tests.accounts.desk import PEOPLE, composante, page_of, somebody, text
from tests.accounts.factories import PersonFactory
from tests.harness.inhabitants import Inhabitants, signed_in, someone
from tests.harness.page_client import PageClient
from tests.people.factories import AffiliationFactory

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def agent(inhabitant: Inhabitants) -> PageClient:
    return signed_in(inhabitant(Role.HELPDESK_AGENT))


@pytest.mark.parametrize("typed", ["ravelo hanitra", "Hanitra RAVÉLO", "hanitra.r", "20000001", "hanitra@example"])
def test_somebody_is_found_by_name_identifier_number_or_mail(agent: PageClient, typed: str) -> None:
    account = somebody(
        person__given_name="Hanitra",
        person__birth_name="Ravelomanantsoa",
        person__student_number="20000001",
        person__backup_email="hanitra@example.net",
        login="hanitra.ravelomanantsoa@etu.umontpellier.fr",
    )

    page = text(agent.get(PEOPLE, {"q": typed}))

    assert f'href="{page_of(account)}"' in page
    assert "1 personne trouvée" in page


def test_nobody_found_is_said(agent: PageClient) -> None:
    assert "Personne ne correspond" in text(agent.get(PEOPLE, {"q": "xyzzy"}))


def test_nothing_typed_lists_nobody(agent: PageClient) -> None:
    somebody()

    assert "<table" not in text(agent.get(PEOPLE))


@pytest.mark.odd_texts
def test_what_is_typed_is_shown_back_and_does_nothing(agent: PageClient) -> None:
    page = text(agent.get(PEOPLE, {"q": "<script>alert(1)</script>"}))

    assert "<script>alert" not in page


def test_a_long_list_comes_in_pages_at_the_same_price(agent: PageClient, max_queries: MaxQueries) -> None:
    accounts = [somebody(person__birth_name="Ravelomanantsoa") for _ in range(25)]

    with max_queries(11):
        page = text(agent.get(PEOPLE, {"q": "ravelo"}))

    assert f"{len(accounts)} personnes trouvées" in page
    assert "?q=ravelo&amp;page=2" in page


def test_an_officer_finds_people_of_their_composante_only(inhabitant: Inhabitants) -> None:
    here, elsewhere = somebody(person__birth_name="Ravelo"), somebody(person__birth_name="Ravelo")
    officer = inhabitant(Role.REGISTRAR_OFFICER, component=composante("ECO"))
    Affiliation.objects.filter(person=here.person).update(component="ECO")
    Affiliation.objects.filter(person=elsewhere.person).update(component=composante("FDS"))
    browser = signed_in(officer)

    page = text(browser.get(PEOPLE, {"q": "ravelo"}))

    assert page_of(here) in page
    assert page_of(elsewhere) not in page
    assert browser.get(page_of(here)).status_code == HTTPStatus.OK
    assert browser.get(page_of(elsewhere)).status_code == HTTPStatus.NOT_FOUND


def test_an_officer_reads_no_timeline_and_is_offered_the_activation_only(inhabitant: Inhabitants) -> None:
    account = somebody(State.ACTIVATABLE)

    page = text(signed_in(inhabitant(Role.REGISTRAR_OFFICER)).get(page_of(account)))

    assert "Renvoyer le mail d’activation" in page
    assert "Ce qui s’est passé" not in page
    assert "Suspendre le compte" not in page


@pytest.mark.parametrize("state", State)
def test_a_page_tells_the_state_of_the_account(agent: PageClient, state: State) -> None:
    words = {
        State.PENDING: "Activable bientôt",
        State.ACTIVATABLE: "À activer",
        State.ACTIVE: "Actif",
        State.CLOSING: "En cours de fermeture",
        State.CLOSED: "Fermé",
        State.SUSPENDED: "Suspendu",
    }

    assert words[state] in text(agent.get(page_of(somebody(state))))


def test_a_page_tells_why_an_account_is_suspended(agent: PageClient) -> None:
    assert "Mot de passe divulgué" in text(agent.get(page_of(somebody(State.SUSPENDED))))


def test_a_page_shows_what_the_work_needs_and_no_more(agent: PageClient) -> None:
    account = somebody(
        person__national_id="0600000001P", person__birth_place="Sète", person__backup_email="lea.secret@example.net"
    )

    page = text(agent.get(page_of(account)))

    assert account.login in page
    assert "0600000001P" not in page
    assert "Sète" not in page
    assert "lea.secret@example.net" not in page


def test_somebody_without_an_account_has_a_page(agent: PageClient) -> None:
    person = PersonFactory.create()

    assert "n’a pas de compte informatique" in text(agent.get(f"{PEOPLE}{person.pk}/"))


def test_the_timeline_tells_what_happened_in_plain_words(agent: PageClient) -> None:
    account = somebody()
    record("accounts.sign_in", actor=account.person, subject=account.person, method="password")
    record("accounts.sign_in", subject=PersonFactory.create(), method="passkey-of-somebody-else")

    page = text(agent.get(page_of(account)))

    assert "Connexion" in page
    assert "passkey-of-somebody-else" not in page


def test_a_page_costs_the_same_however_much_happened(agent: PageClient, max_queries: MaxQueries) -> None:
    account = somebody(State.SUSPENDED)
    for number in range(30):
        actor = PersonFactory.create()
        record("accounts.sign_in", actor=actor, subject=account.person, number=number)
        AffiliationFactory.create(
            person=account.person, component=composante("ECO"), source="x", source_reference=str(number)
        )

    with max_queries(18):
        agent.get(page_of(account))


def test_nobody_is_offered_to_act_on_themselves(inhabitant: Inhabitants) -> None:
    it_person = inhabitant(Role.IT_STAFF)

    page = text(signed_in(it_person).get(f"{PEOPLE}{it_person.pk}/"))

    assert "Aucune action ne vous est ouverte" in page


def test_an_agent_is_not_offered_to_act_on_it(agent: PageClient, inhabitant: Inhabitants) -> None:
    it_person = inhabitant(Role.IT_STAFF)

    page = text(agent.get(f"{PEOPLE}{it_person.pk}/"))

    assert "Aucune action ne vous est ouverte" in page
    assert "Informaticien de l’université" in page


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.PLANNER])
def test_others_find_nobody(inhabitant: Inhabitants, role: Role) -> None:
    browser = signed_in(inhabitant(role))

    assert browser.get(PEOPLE).status_code == HTTPStatus.FORBIDDEN
    assert browser.get(page_of(somebody())).status_code == HTTPStatus.FORBIDDEN


def test_a_line_says_what_ties_the_person_to_the_university(agent: PageClient) -> None:
    person: Person = someone(Role.TEACHER)
    Affiliation.objects.filter(person=person).update(component=composante("ECO"), starts_on=clock.today())

    page = text(agent.get(PEOPLE, {"q": "aubépine camille"}))

    assert f"{AffiliationKind.TEACHER.label} (Économie)" in page
