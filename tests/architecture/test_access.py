"""Every route says who may see it and what it does to the database, and keeps its word to every role."""

import logging
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse

from peristyle.kernel.permissions import Role, all_capabilities, can
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.routes import Route, routes

TRANSACTION_KINDS = {"reads", "writes", "writes after slow work", "never touches the database"}
ROLES = [
    None,
    Role.STUDENT,
    Role.TEACHER,
    Role.REGISTRAR_OFFICER,
    Role.PLANNER,
    Role.HELPDESK_AGENT,
    Role.IT_STAFF,
]


def test_every_view_says_who_may_see_it() -> None:
    assert [route.name for route in routes() if route.access is None] == []


def test_every_view_says_what_it_does_to_the_database() -> None:
    assert [route.name for route in routes() if route.transaction_kind not in TRANSACTION_KINDS] == []


def test_every_view_has_a_sentence_that_says_what_it_is_for() -> None:
    assert [route.name for route in routes() if not (route.view.__doc__ or "").strip()] == []


def test_every_capability_a_view_asks_for_is_given_to_a_role() -> None:
    asked = {route.access.capability for route in routes() if route.access and route.access.kind == "capability"}

    assert asked - all_capabilities() == set()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "stranger")
def test_every_route_keeps_its_word(
    role: Role | None, method: str, inhabitant: Inhabitants, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "django.request")  # the walk says what is wrong, in a line each
    person = inhabitant(role) if role else None

    broken_words = [
        problem
        for route in routes()
        # Signing out ends the walk of whoever is signed in.
        if route.name != "accounts:sign_out" and (problem := word_broken(route, person, method))
    ]

    if broken_words:
        pytest.fail("\n".join(broken_words), pytrace=False)


@pytest.mark.parametrize("role", [None, Role.STUDENT, Role.IT_STAFF], ids=lambda role: role or "stranger")
def test_every_page_is_as_well_made_in_english(
    role: Role | None, inhabitant: Inhabitants, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "django.request")
    person = inhabitant(role) if role else None

    badly_made = [
        problem
        for route in routes()
        if route.name != "accounts:sign_out" and (problem := word_broken(route, person, "get", language="en"))
    ]

    if badly_made:
        pytest.fail("\n".join(badly_made), pytrace=False)


def word_broken(route: Route, person: Any, method: str, *, language: str = "fr") -> str | None:
    """What the route answers against its declaration, or what is wrong with its page."""
    browser = signed_in(person) if person else PageClient()
    browser.cookies["language"] = language
    try:
        response = getattr(browser, method)(route.path)
    except Exception as error:  # noqa: BLE001 — every route is walked before the test fails
        return f"{route.name} ({method}): {type(error).__name__}: {error}"
    expected = expected_answer(route, person)
    answer = answer_in_words(response)
    if expected != answer:
        return f"{route.name} ({method}): {answer} ({response.status_code}), {expected} expected"
    return None


def expected_answer(route: Route, person: Any) -> str:
    """What the declaration of the route promises to this person."""
    if route.access.kind == "anyone":
        return "let in"
    if route.access.kind == "token":
        return "asked for a token"
    if person is None:
        return "sent to the sign-in page"
    if route.access.kind == "capability" and not can(person, route.access.capability):
        return "forbidden"
    return "let in"


def answer_in_words(response: Any) -> str:
    """What the response did with the visitor."""
    if response.status_code == HTTPStatus.FORBIDDEN:
        return "forbidden"
    if response.status_code == HTTPStatus.FOUND and response["Location"].startswith(f"{reverse('accounts:sign_in')}?"):
        return "sent to the sign-in page"
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        return "asked for a token"
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "broken"
    return "let in"


def test_no_two_pages_have_the_same_title(inhabitant: Inhabitants) -> None:
    person = inhabitant(Role.IT_STAFF)
    names_by_title: dict[str, list[str]] = {}
    for route in routes():
        title = None if route.has_parameters else title_of(signed_in(person).get(route.path))
        if title:
            names_by_title.setdefault(title, []).append(route.name)

    assert {title: names for title, names in names_by_title.items() if len(names) > 1} == {}


def title_of(response: Any) -> str | None:
    """The title of a page; None for what is no page."""
    if response.status_code != HTTPStatus.OK or not response.headers["Content-Type"].startswith("text/html"):
        return None
    _before, tag, rest = response.content.decode().partition("<title>")
    return rest.partition("</title>")[0] if tag else None
