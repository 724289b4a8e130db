"""The pages on which members of the university invite guests."""

from collections.abc import Callable
from typing import Any

import pytest

from peristyle.accounts.models import Account
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person, Sponsorship
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
LIST = "/gestion/comptes/invites/"
Work = Callable[..., list[str]]
TYPED = {
    "given_name": "Åsa",
    "birth_name": "Lindqvist",
    "birth_date": "31/12/1984",
    "email": "asa@example.se",
    "ends_on": "15/01/2027",
    "reason": "Colloque",
}


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-10-01 10:00")


@pytest.fixture
def sponsor(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.TEACHER)


@pytest.fixture
def browser(sponsor: Person) -> PageClient:
    return signed_in(sponsor)


def text(response: Any) -> str:
    """What a page says."""
    return response.content.decode()


def invite(browser: PageClient, **changed: str) -> Any:
    """Fill in the form and send it."""
    return browser.post(f"{LIST}invitation/", TYPED | changed)


def test_a_guest_is_invited_and_listed(browser: PageClient, sponsor: Person) -> None:
    assert "Vous n’avez encore invité personne" in text(browser.get(LIST))

    page = text(browser.post(f"{LIST}invitation/", TYPED, follow=True))

    assert Sponsorship.objects.get().sponsor == sponsor
    for said in (
        "Åsa Lindqvist",
        "15 janvier 2027",
        "À activer",
        str(Sponsorship.objects.get().affiliation.person.guest_number),
    ):
        assert said in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ends_on": "15/01/2029"}, "Choisissez un jour d’aujourd’hui au 1"),
        ({"email": "asa@umontpellier.fr"}, "hors de l’université"),
        ({"birth_date": "31/02/1984"}, "n’existe pas"),
        ({"reason": ""}, "Raison de l’invitation —"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    browser: PageClient, changed: dict[str, str], said: str
) -> None:
    answer = invite(browser, **changed)

    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="Lindqvist"' in text(answer)
    assert not Sponsorship.objects.exists()


def test_somebody_invited_already_is_said_to_be(browser: PageClient) -> None:
    invite(browser)

    answer = invite(browser)

    assert answer.status_code == 422
    assert "déjà invitée par Camille Aubépine" in text(answer)


def test_a_stay_is_prolonged_then_ended(browser: PageClient) -> None:
    invite(browser)
    stay = Sponsorship.objects.get()

    assert browser.get(f"{LIST}{stay.pk}/prolongation/").status_code == 200
    assert browser.post(f"{LIST}{stay.pk}/prolongation/", {"ends_on": "15/01/2029"}).status_code == 422
    browser.post(f"{LIST}{stay.pk}/prolongation/", {"ends_on": "31/05/2027"})
    assert "31 mai 2027" in text(browser.get(LIST))
    assert "dès maintenant" in text(browser.get(f"{LIST}{stay.pk}/fin/"))
    browser.post(f"{LIST}{stay.pk}/fin/")

    assert "Séjour terminé" in text(browser.get(LIST))
    assert browser.post(f"{LIST}{stay.pk}/prolongation/", {"ends_on": "31/05/2027"}).status_code == 422
    assert "déjà terminé" in text(browser.post(f"{LIST}{stay.pk}/fin/", follow=True))


def test_the_activation_mail_is_sent_again(browser: PageClient, run_due_tasks: Work, outbox: Outbox) -> None:
    invite(browser)
    run_due_tasks()

    browser.post(f"{LIST}{Sponsorship.objects.get().pk}/rappel/")
    run_due_tasks()

    assert len(outbox.to("asa@example.se")) == 2


def test_one_sees_one_s_own_guests_and_an_agent_everybody_s(browser: PageClient, inhabitant: Inhabitants) -> None:
    invite(browser)
    address = f"{LIST}{Sponsorship.objects.get().pk}/fin/"
    other, agent = signed_in(inhabitant(Role.STAFF)), signed_in(inhabitant(Role.HELPDESK_AGENT))

    assert "Lindqvist" not in text(other.get(LIST))
    assert other.post(address).status_code == 404
    assert "Lindqvist" in text(agent.get(LIST))
    assert agent.get(address).status_code == 200


def test_an_agent_hands_a_guest_over(browser: PageClient, inhabitant: Inhabitants) -> None:
    invite(browser)
    stay = Sponsorship.objects.get()
    address = f"{LIST}{stay.pk}/parrain/"
    other, student, agent = inhabitant(Role.STAFF), inhabitant(Role.STUDENT), signed_in(inhabitant(Role.IT_STAFF))
    Person.objects.filter(pk=other.pk).update(staff_number="E000042")

    assert browser.get(address).status_code == 403
    assert address in text(agent.get(LIST))
    assert "Camille Aubépine" in text(agent.get(address))
    for typed, said in (("nobody", "Personne n’a cet identifiant"), (student.account.login, "ne peut pas inviter")):
        refused = agent.post(address, {"sponsor": typed})
        assert refused.status_code == 422
        assert said in text(refused)
        assert f'value="{typed}"' in text(refused)
    agent.post(address, {"sponsor": "e000042"})

    stay.refresh_from_db()
    assert stay.sponsor == other


@pytest.mark.parametrize("role", [Role.STUDENT, Role.GUEST])
def test_students_and_guests_invite_nobody(inhabitant: Inhabitants, role: Role) -> None:
    assert signed_in(inhabitant(role)).get(LIST).status_code == 403


def test_a_list_of_guests_costs_the_same_however_long(browser: PageClient, max_queries: Callable[..., Any]) -> None:
    for number in range(25):
        invite(browser, email=f"asa{number}@example.se")

    with max_queries(12):
        page = text(browser.get(LIST))

    assert Account.objects.count() == 26
    assert "page=2" in page
