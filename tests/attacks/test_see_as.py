"""« Voir comme cette personne »: nothing is changed, nothing secret is seen, nobody is deceived (D5)."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from peristyle.accounts.actions.see_as import NotToBeSeenAs, begin_visit
from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.models import Account, Session, Visit
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.visiting import WITHOUT_SECRETS
from peristyle.audit.models import Entry
from peristyle.audit.public import journal
from peristyle.config import urls
from peristyle.kernel.access import signed_in as for_signed_in
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person, assign_role
from tests.accounts.desk import REASON, holder_of, page_of, somebody, text
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient, is_html
from tests.harness.routes import routes
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
LEAVE = "/gestion/comptes/consultation/fin/"
BANNER = "Vous voyez l’ENT comme"


@pytest.fixture
def agent(inhabitant: Inhabitants, at: Traveller) -> Person:
    at("2026-10-15 10:00")
    return inhabitant(Role.HELPDESK_AGENT)


@pytest.fixture
def lea(agent: Person) -> Account:
    return somebody(person__given_name="Léa", person__birth_name="Vidal")


@pytest.fixture
def visitor(agent: Person, lea: Account) -> PageClient:
    """The browser of an agent who sees the house as Léa."""
    browser = signed_in(agent)
    answer = browser.post(page_of(lea, "consultation"), REASON)
    assert answer["Location"] == "/"
    return browser


def test_d5_an_agent_sees_what_the_person_sees(visitor: PageClient) -> None:
    page = text(visitor.get("/"))

    assert "Bonjour Léa" in page
    assert "Gestion" not in page
    assert visitor.get("/gestion/comptes/").status_code == HTTPStatus.FORBIDDEN


def test_d5_every_page_says_so_and_offers_to_leave(visitor: PageClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "django.request")

    unmarked = [
        route.name
        for route in routes()
        if route.name not in ("accounts:leave_visit", "accounts:sign_out")
        and is_page(answer := visitor.get(route.path))
        and not (BANNER in text(answer) and LEAVE in text(answer))
    ]

    assert unmarked == []


def is_page(answer: Any) -> bool:
    return is_html(answer) and "<!doctype" in text(answer)[:40].lower()


def test_d5_nothing_can_be_posted(visitor: PageClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "django.request")
    before = Entry.objects.count()

    # A feed answers programs, by their secret, before anybody's session is opened.
    let_through = [
        route.name
        for route in routes()
        if route.name not in ("accounts:leave_visit", "accounts:sign_out", "timetable:feed")
        and visitor.post(route.path).status_code != HTTPStatus.FORBIDDEN
    ]

    assert let_through == []
    assert Entry.objects.count() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_d5_no_other_method_does_anything(visitor: PageClient, method: str) -> None:
    assert getattr(visitor, method)("/compte/").status_code == HTTPStatus.FORBIDDEN


@for_signed_in
def _careless(request: HttpRequest) -> HttpResponse:
    """A view that writes on a GET, and says nothing of it."""
    with transaction.atomic():
        Account.objects.update(login="stolen@example.org")
    return HttpResponse()


def test_d5_the_database_refuses_writes_too(visitor: PageClient, lea: Account) -> None:
    class CarelessHouse:
        urlpatterns = [path("careless/", _careless), *urls.urlpatterns]
        handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500

    with override_settings(ROOT_URLCONF=CarelessHouse), pytest.raises(DatabaseError, match=r"read.?only"):
        visitor.get("/careless/")

    lea.refresh_from_db()
    assert lea.login != "stolen@example.org"


@pytest.mark.parametrize(
    "page",
    [
        "/compte/jetons/",
        "/compte/jetons/nouveau/",
        "/compte/seconde-verification/",
        "/compte/seconde-verification/codes/",
        "/compte/coordonnees/",
        "/compte/coordonnees/adresse/",
        "/compte/mes-donnees/",
        "/compte/mes-donnees/telechargement/",
        "/compte/mot-de-passe/",
        "/compte/sessions/",
        "/compte/applications/",
        "/compte/identite/",
        "/connexion/",
    ],
)
def test_d5_what_is_secret_stays_shut(visitor: PageClient, page: str) -> None:
    answer = visitor.get(page)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Réservé à la personne elle-même" in text(answer)


def test_d5_of_the_account_only_named_pages_are_open(visitor: PageClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "django.request")
    open_pages = {
        route.name
        for route in routes()
        if route.name.startswith("accounts:") and visitor.get(route.path).status_code != HTTPStatus.FORBIDDEN
    }

    assert open_pages - WITHOUT_SECRETS == {"accounts:leave_visit", "accounts:sign_out"}


@pytest.mark.parametrize("role", [Role.REGISTRAR_OFFICER, Role.PLANNER, Role.HELPDESK_AGENT, Role.IT_STAFF])
@pytest.mark.parametrize("by", [Role.HELPDESK_AGENT, Role.IT_STAFF])
def test_d5_nobody_is_seen_as_who_has_power(inhabitant: Inhabitants, role: Role, by: Role) -> None:
    account, agent = holder_of(role), inhabitant(by)
    browser = signed_in(agent)

    assert "Voir comme cette personne" not in text(browser.get(page_of(account)))
    assert browser.post(page_of(account, "consultation"), REASON).status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(NotToBeSeenAs):
        begin_visit(account, agent=agent, reason="x")
    assert not Visit.objects.exists()


def test_d5_somebody_who_gains_power_is_no_longer_seen(visitor: PageClient, lea: Account) -> None:
    assign_role(lea.person, Role.REGISTRAR_OFFICER)

    assert visitor.get("/")["Location"] == page_of(lea)


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.REGISTRAR_OFFICER, Role.PLANNER])
def test_d5_others_see_as_nobody(inhabitant: Inhabitants, role: Role) -> None:
    answer = signed_in(inhabitant(role)).post(page_of(somebody(), "consultation"), REASON)

    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_d5_a_reason_is_wanted(agent: Person, lea: Account) -> None:
    answer = signed_in(agent).post(page_of(lea, "consultation"), {"reason": " "})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Visit.objects.exists()


def test_d5_it_lasts_half_an_hour_by_the_clock(visitor: PageClient, lea: Account, at: Traveller) -> None:
    at("2026-10-15 10:29:59")
    assert BANNER in text(visitor.get("/"))

    at("2026-10-15 10:30")
    answer = visitor.get("/", follow=True)

    assert answer.redirect_chain == [(page_of(lea), HTTPStatus.FOUND)]
    assert "La consultation est terminée" in text(answer)
    assert BANNER not in text(answer)


def test_d5_a_browser_that_was_closed_is_no_excuse(
    visitor: PageClient, lea: Account, at: Traveller, run_due_tasks: RunDueTasks
) -> None:
    at.later(hours=5)
    run_due_tasks()

    assert Visit.objects.get().ended_at.isoformat() == "2026-10-15T08:30:00+00:00"  # type: ignore[union-attr]
    assert len(Outbox().to(lea.login)) == 1


def test_d5_leaving_gives_the_agent_their_own_session_back(visitor: PageClient, agent: Person, lea: Account) -> None:
    key = visitor.session.session_key

    answer = visitor.post(LEAVE, follow=True)

    assert answer.redirect_chain == [(page_of(lea), HTTPStatus.FOUND)]
    assert visitor.session.session_key == key
    assert visitor.session[SESSION_KEY] == str(Account.objects.get(person=agent).pk)
    assert not Session.objects.filter(account=lea).exists()
    assert "Gestion" in text(visitor.get("/"))
    assert BANNER not in text(visitor.get("/"))


def test_d5_leaving_is_asked_for_by_a_page_and_done_by_its_button(visitor: PageClient) -> None:
    assert "Quitter et redevenir moi-même" in text(visitor.get(LEAVE))

    assert BANNER in text(visitor.get("/"))


def test_d5_who_is_on_no_visit_leaves_none(agent: Person) -> None:
    assert signed_in(agent).post(LEAVE)["Location"] == "/"


def test_d5_signing_out_ends_the_visit_and_the_agent_s_session(visitor: PageClient, lea: Account) -> None:
    visitor.post("/deconnexion/")

    assert Visit.objects.get().ended_at is not None
    assert visitor.get("/compte/").status_code == HTTPStatus.FOUND
    entry = journal(action="accounts.sign_out").get()
    assert entry.actor != lea.person


def test_d5_the_journal_says_who_did_it_for_whom_and_the_person_is_told(
    visitor: PageClient, agent: Person, lea: Account, at: Traveller, run_due_tasks: RunDueTasks
) -> None:
    at.later(minutes=7)
    visitor.post(LEAVE)

    run_due_tasks()
    begun, ended = journal(action="accounts.begin_visit").get(), journal(action="accounts.end_visit").get()
    for entry in (begun, ended):
        assert (entry.actor, entry.acting_for) == (agent, lea.person)
        assert entry.subject == f"people.person:{lea.person_id}"
    assert begun.details == REASON
    told = Outbox().letters[-2:]
    assert {letter.to for letter in told} == {lea.person.backup_email, lea.login}
    assert "10:00" in told[0].text
    assert "10:07" in told[0].text
    assert REASON["reason"] in told[0].text


def test_d5_the_person_is_told_once(
    visitor: PageClient, lea: Account, at: Traveller, run_due_tasks: RunDueTasks
) -> None:
    visitor.post(LEAVE)
    at.later(hours=1)
    visitor.get("/")
    run_due_tasks()

    assert len(Outbox().to(lea.login)) == 1
    assert journal(action="accounts.end_visit").count() == 1


def test_d5_a_suspended_person_is_no_longer_seen(visitor: PageClient, lea: Account) -> None:
    suspend(lea, reason="Vol", by=None)

    assert visitor.get("/")["Location"] == page_of(lea)
    assert Visit.objects.get().ended_at is not None


def test_d5_an_agent_who_lost_the_right_is_shut_out(visitor: PageClient, agent: Person, lea: Account) -> None:
    agent.roles.all().delete()

    answer = visitor.get("/")

    assert answer.status_code == HTTPStatus.FOUND
    assert "Bonjour Léa" not in text(visitor.get("/"))


def test_d5_an_old_proof_opens_no_visit(agent: Person, lea: Account, at: Traveller) -> None:
    browser = signed_in(agent)
    at.later(minutes=11)

    assert browser.post(page_of(lea, "consultation"), REASON).status_code == HTTPStatus.FOUND
    assert not Visit.objects.exists()


def test_d5_one_visit_does_not_lead_into_another(visitor: PageClient) -> None:
    other = somebody()

    assert visitor.post(page_of(other, "consultation"), REASON).status_code == HTTPStatus.FORBIDDEN
    assert Visit.objects.count() == 1


def test_d5_somebody_whose_account_closes_is_seen_at_their_closing_page(agent: Person) -> None:
    browser, closing = signed_in(agent), somebody(State.CLOSING)
    browser.post(page_of(closing, "consultation"), REASON)

    answer = browser.get("/", follow=True)

    assert answer.redirect_chain[-1][0] == "/fermeture/"
    assert BANNER in text(answer)
