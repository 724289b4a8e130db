"""No page asks the database more than its budget, nor more when there are more people."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from peristyle.demo.actions.load_university import load_university
from peristyle.demo.queries import characters_present
from peristyle.people.public import Person
from tests.harness.budget import queries_asked
from tests.harness.databases import ON_POSTGRESQL
from tests.harness.inhabitants import signed_in
from tests.harness.page_client import PageClient
from tests.harness.routes import routes

#: Five queries tell who is there (session, account, suspensions, affiliations, roles); the rest is the page's own.
BUDGET = 12
#: Pages that need more, and why.
LARGER = {
    "accounts:person": 16,  # all that agents must know of somebody stands on one page
    "enrolment:my_enrolments": 16,  # all that a student's year is made of stands in one list
    "enrolment:my_payments": 16,  # invoices, schedules, movements, receipts and requests stand on one page
    "enrolment:student_file": 40,  # all that officers must know of a student stands on one page
    "portal:home": 14,  # a query for each room that has something to say
    **dict.fromkeys(
        ("timetable:my_week", "timetable:my_day", "timetable:my_month", "timetable:my_list"),
        14,  # seats at exams, and what those who teach find there
    ),
    "timetable:semester_pdf": 15,  # the units' own looks, the calendar, the changes since
    "timetable:planned_activity": 14,  # what is due, what stands, what each session holds
    "timetable:planned_session": 18,  # what it holds, its history, what waits to be published
    "timetable:cancel_session": 14,  # a session with all that it holds, and the grid's way back
    "timetable:delete_draft": 14,
    "timetable:note_session": 14,
    "timetable:session_reach": 26,  # all that speaks against a session, for a whole week at once
    "timetable:activity_reach": 26,
    "timetable:session_suggestions": 26,  # the same for several weeks, and the rooms that are free
    "timetable:activity_suggestions": 26,
    "timetable:drafts": 20,  # before and after of twenty sessions, with all that each holds
    "timetable:planning": 18,  # what is due, what waits, the last gesture: the whole office
    "portal:management": 25,  # how much waits in each queue, a query each
    "enrolment:office": 25,  # the same for the office
    "timetable:exams": 26,  # who sits, where, with whom, and what of it is published, for all exams listed
    "timetable:exam_clashes": 26,  # all that the same students are expected at
}
#: What the smaller university has none of is fetched by one query more in the larger one, however much of it there is.
FIRST_OF_ITS_KIND = 1
STRANGER = "stranger"

Costs = dict[tuple[str, str], int]


@pytest.mark.skipif(ON_POSTGRESQL, reason="the same is asked of both databases")
@pytest.mark.django_db
def test_every_page_keeps_its_budget_however_many_people_there_are(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "django.request")
    with university_of(20):
        few = costs_of_pages()
    with university_of(80):
        many = costs_of_pages()

    too_dear = [f"{page} ({role}): {cost}" for (page, role), cost in many.items() if cost > LARGER.get(page, BUDGET)]
    growing = [
        f"{page} ({role}): {few[page, role]}, then {cost}"
        for (page, role), cost in many.items()
        if cost > few[page, role] + FIRST_OF_ITS_KIND
    ]

    assert too_dear == []
    assert growing == []


@contextmanager
def university_of(students: int) -> Iterator[None]:
    """A demonstration university, gone after the block."""
    with transaction.atomic():
        load_university(students=students, seed=1)
        yield
        transaction.set_rollback(True)


def costs_of_pages() -> Costs:
    """How many queries each page costs, opened by somebody of each role."""
    people: dict[str, Person | None] = {STRANGER: None}
    for character, login in characters_present():
        people.setdefault(character.role, Person.objects.get(account__login=login))
    return {
        (route.name, role): cost(route.path, person)
        for role, person in people.items()
        for route in routes()
        if route.name != "accounts:sign_out"
    }


def cost(path: str, person: Person | None) -> int:
    """The queries of one page."""
    browser = signed_in(person) if person else PageClient()
    # How the same pages are made is the affair of test_access.
    browser.looks = False
    with queries_asked() as asked:
        browser.get(path)
    return len(asked)
