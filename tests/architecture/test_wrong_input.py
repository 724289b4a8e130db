"""Whatever is typed into any form, no page breaks, and no mark-up that was typed is shown as such (attack A10)."""

import logging
import re
from http import HTTPStatus
from typing import Any

import pytest
from django.db import transaction

from peristyle.demo.actions.load_university import load_university
from peristyle.demo.queries import characters_present
from peristyle.people.public import Person
from tests.harness.databases import ON_POSTGRESQL
from tests.harness.inhabitants import signed_in
from tests.harness.page_client import PageClient, is_html
from tests.harness.routes import Route, routes

MARKUP = "\u202e💥<script>alert(1)</script>"
WRONG = ["\x00", "-99999999999999999999", "31/02/2026", MARKUP, "é" * 20_000]
_FIELD = re.compile(r'<(?:input|select|textarea|button)[^>]* name="([^"]+)"')
#: Another person's turn begins, or the walk ends, with these.
NOT_WALKED = {"accounts:sign_out", "accounts:sign_in"}


@pytest.mark.django_db
@pytest.mark.odd_texts
@pytest.mark.skipif(ON_POSTGRESQL, reason="minutes; forms are judged before the database is asked")
def test_no_form_breaks_whatever_is_typed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    load_university(students=20, seed=1)
    people: dict[str, Person | None] = {"stranger": None}
    for character, login in characters_present():
        people.setdefault(character.role, Person.objects.get(account__login=login))

    seen: set[str] = set()
    broken = [
        problem
        for role, person in people.items()
        for route in routes()
        if route.name not in seen | NOT_WALKED
        for problem in problems_of(route, person, role, seen)
    ]

    assert broken == []
    assert len(seen) > 80


def problems_of(route: Route, person: Person | None, role: str, seen: set[str]) -> list[str]:
    """What goes wrong with what is typed into the forms of a page, if this person finds some there."""
    browser = signed_in(person) if person else PageClient()
    browser.looks = False
    page = browser.get(route.path)
    names = set(_FIELD.findall(page.content.decode())) if page.status_code == HTTPStatus.OK and is_html(page) else set()
    if not names - {"csrfmiddlewaretoken", "language", "next"}:
        return []
    seen.add(route.name)
    return [
        f"{route.name} ({role}): {typed[:30]!r}: {problem}"
        for typed in WRONG
        if (problem := problem_with(browser, route, dict.fromkeys(names, typed)))
    ]


def problem_with(browser: PageClient, route: Route, typed: dict[str, str]) -> str:
    """What is wrong with the answer, nothing of which is kept."""
    with transaction.atomic():
        try:
            answer: Any = browser.post(route.path, typed)
        except Exception as error:  # noqa: BLE001 — every form is tried before the test fails
            return f"{type(error).__name__}: {error}"[:200]
        finally:
            transaction.set_rollback(True)
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return str(answer.status_code)
    return "typed mark-up is shown" if is_html(answer) and "<script>alert(1)" in answer.content.decode() else ""
