"""What a planner may try beyond their composante, and what others may try in the planning."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest

from peristyle.kernel.permissions import Role
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Activity, PlannerPresence, PublishedSession, Session, SessionChange
from tests.harness.inhabitants import signed_in, someone
from tests.harness.page_client import PageClient
from tests.harness.routes import Route, routes
from tests.harness.travel import Traveller
from tests.timetable.factories import session, slot
from tests.timetable.office import WEEK, Office

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def office(at: Traveller) -> Office:
    at("2026-11-30 07:00")
    return Office()


def own_pages(office: Office) -> Iterator[Route]:
    """Every page of the planning that is about a session, an activity or a unit of sciences."""
    subjects: dict[str, Any] = {"session_id": office.session.pk, "activity_id": office.activity.pk}
    for route in routes():
        if route.name.startswith("timetable:") and "/gestion/planning/" in route.path and route.has_parameters:
            path = route.path
            if "/elements/" in path:
                path = path.replace("/1/inconnu/", f"/{office.activity.year_id}/HAI501I/")
            elif "/seances/" in path:
                path = path.replace("/1/", f"/{subjects['session_id']}/", 1)
            elif "/activites/" in path:
                path = path.replace("/1/", f"/{subjects['activity_id']}/", 1)
            else:
                continue
            yield Route(route.name, path, route.view, has_parameters=True)


def whole_state() -> tuple[Any, ...]:
    """All that a planner may change."""
    return (
        list(Session.objects.values()),
        list(Activity.objects.values()),
        list(SessionChange.objects.values()),
        list(PublishedSession.objects.values()),
    )


def test_every_page_about_a_session_or_an_activity_is_found_by_the_walk(office: Office) -> None:
    assert len(list(own_pages(office))) >= 20


def test_a_planner_of_elsewhere_opens_no_page_and_changes_nothing(office: Office) -> None:
    browser, before = signed_in(office.stranger), whole_state()
    answers = {
        "version": office.session.version,
        "day": "2026-12-01",
        "starts": "10:00",
        "minutes": 90,
        "room": office.free.pk,
        "rooms": office.free.pk,
        "cancellation": "Malveillance",
        "note": "Malveillance",
        "reason": "Malveillance",
    }

    opened = [
        f"{method} {route.path}: {status}"
        for route in own_pages(office)
        for method, status in (
            ("get", browser.get(route.path).status_code),
            ("post", browser.post(route.path, answers).status_code),
        )
        if status not in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)
    ]

    assert opened == []
    assert whole_state() == before


def test_a_planner_opens_every_page_of_their_own(office: Office) -> None:
    browser = office.browser

    shut = [
        route.path
        for route in own_pages(office)
        if browser.get(route.path).status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN)
    ]

    assert shut == []


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.HELPDESK_AGENT, Role.REGISTRAR_OFFICER])
def test_nobody_else_enters_the_planning(office: Office, role: Role) -> None:
    browser, before = signed_in(someone(role)), whole_state()

    for route in own_pages(office):
        assert browser.get(route.path).status_code == HTTPStatus.FORBIDDEN
        assert browser.post(route.path, {}).status_code == HTTPStatus.FORBIDDEN

    assert whole_state() == before


def test_sessions_of_elsewhere_are_not_slipped_into_a_bulk_change_a_copy_or_a_publication(office: Office) -> None:
    theirs = session(office.elsewhere(), slot(14), office.free)
    publish_sessions(Session.objects.filter(pk=office.session.pk), by=None)
    browser = office.browser
    mixed = f"semaine=30/11/2026&salles={office.free.pk}"

    answers = [
        browser.post(f"/gestion/planning/plusieurs/?{mixed}&elements=HAI501I", several(theirs, office.session)),
        browser.post(f"/gestion/planning/activites/{office.activity.pk}/", several(theirs)),
        browser.post(f"/gestion/planning/copie/?{mixed}", {"from_week": "30/11/2026", "to_week": "07/12/2026"}),
        browser.post("/gestion/planning/brouillons/", {}),
    ]

    assert [answer.status_code for answer in answers[:2]] == [HTTPStatus.UNPROCESSABLE_ENTITY] * 2
    assert not Session.objects.filter(cancelled_at__isnull=False).exists()
    assert theirs.activity.sessions.count() == 1
    assert not PublishedSession.objects.filter(session=theirs).exists()


def test_the_last_gesture_of_another_planner_is_not_undone(office: Office) -> None:
    office.drop()

    signed_in(office.stranger).post("/gestion/planning/defaire/", {})

    assert office.now.slot == slot(10, day=1)


def test_undoing_leads_nowhere_else(office: Office) -> None:
    answer = office.browser.post("/gestion/planning/defaire/", {"suite": "https://example.org/"})

    assert answer["Location"] == "/gestion/planning/"


def test_an_event_is_made_for_no_other_composante(office: Office) -> None:
    answer = office.browser.post(
        "/gestion/planning/evenement/",
        {"title": "Conférence", "component": office.other.pk, "session_minutes": 60, "session_count": 1},
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Activity.objects.filter(title="Conférence").exists()


def test_a_script_typed_as_note_reason_or_title_is_only_words(office: Office) -> None:
    browser = office.browser
    office.drop(starts="19:00", reason=SCRIPT)
    browser.post(f"/gestion/planning/seances/{office.session.pk}/note/", {"note": SCRIPT})
    browser.post(
        "/gestion/planning/evenement/",
        {"title": SCRIPT, "component": office.sciences.pk, "session_minutes": 60, "session_count": 1},
    )
    event = Activity.objects.get(title=SCRIPT)

    pages = [
        f"/gestion/planning/seances/{office.session.pk}/",
        f"/gestion/planning/activites/{event.pk}/",
        f"/gestion/planning/activites/{event.pk}/suggestions/",
        "/gestion/planning/brouillons/",
        f"/gestion/planning/grille/?{WEEK}",
    ]

    for page in pages:
        assert SCRIPT not in browser.get(page).text, page


def test_an_address_full_of_nonsense_shows_an_empty_grid(office: Office) -> None:
    browser = office.browser

    for typed in ("semaine=00/00/0000", "semaine=31/12/9999", "etape=-1", "etape=' OR 1=1", "depuis=²", "depuis=-3"):
        answer = browser.get(f"/gestion/planning/grille/?{typed}")
        assert answer.status_code in (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY), typed


def test_presence_is_one_row_whatever_is_sent(office: Office) -> None:
    browser: PageClient = office.browser
    for holds in ("", "0", "-1", "99999999", "abc", str(2**70)):
        browser.post(f"/gestion/planning/grille/presence/?{WEEK}", {"holds": holds, "stamp": "x" * 50}, headers=HTMX)

    assert PlannerPresence.objects.count() == 1


def several(*sessions: Session) -> dict[str, Any]:
    """A form that cancels these sessions."""
    return {"sessions": [each.pk for each in sessions], "change": "cancel", "reason": "Malveillance"}
