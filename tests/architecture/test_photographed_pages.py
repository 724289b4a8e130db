"""Every page is photographed and seen by axe in some journey, or it is written here why its address shows none.

Addresses with parameters are photographed where a journey comes to them; nothing counts those.
"""

import re
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.urls import resolve

from peristyle.kernel.permissions import Role
from peristyle.people.public import assign_role
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.pages import PAGES_BY_ROLE, STRANGERS_PAGES
from tests.harness.routes import routes
from tests.harness.sources import REPOSITORY, text_of

NOWHERE = STRANGERS_PAGES["not-found"]
#: Pages inside a flow, and the picture that a journey takes of each on its way.
ON_THE_WAY = {
    "accounts:activated": "activation-5-done",
    "accounts:add_passkey": "passkey-1-name",
    "accounts:backup_email": "first-address",
    "accounts:charter_again": "charter-again",
    "accounts:choose_new_password": "reset-4-new-password",
    "accounts:choose_password": "activation-4-password-advice",
    "accounts:closing": "account-closing",
    "accounts:confirm_app": "app-1-scan",
    "accounts:lost_factor": "lost-factor",
    "accounts:my_login": "identifier-answer",
    "accounts:recovery_codes": "passkey-2-recovery-codes",
    "accounts:reset": "reset-1-ask",
    "accounts:reset_code": "reset-2-code-refused",
    "accounts:second_factor": "second-factor-app",
    "accounts:sign_in": "sign-in-refused",
    "accounts:situation": "situation-{state}",
    "demo:panel": "demonstration",
    "enrolment:awaited": "enrolment-8-transfer",
    "enrolment:bank": "enrolment-8-bank",
    "enrolment:consulted": "consultation-answer",
    "enrolment:contact": "enrolment-3-contact",
    "enrolment:email": "enrolment-4-code",
    "enrolment:fees": "enrolment-7-fees",
    "enrolment:file_documents": "enrolment-10-documents",
    "enrolment:follow_up": "enrolment-10-follow-up",
    "enrolment:identifiers": "enrolment-2-identifiers",
    "enrolment:identity": "enrolment-1-identity",
    "enrolment:my_card": "student-card",
    "enrolment:receipt": "enrolment-9-receipt",
    "enrolment:return_code": "returning-code",
    "enrolment:situation": "enrolment-6-situation",
    "enrolment:step": "enrolment-5-step",
    "enrolment:waiting": "enrolment-8-waiting",
    "timetable:copy_week": "planner-copied-week",
    "timetable:grid": "planner-grid",
    "timetable:several": "planner-several-sessions",
    "timetable:sign_confirm": "scanned",
}
#: Addresses without a page of their own, by what they answer instead.
NO_PAGE = {
    "does what a button asks, and leads elsewhere": {
        "accounts:leave_visit",
        "accounts:new_activation_link",
        "accounts:new_app",
        "accounts:revoke_all_tokens",
        "accounts:revoke_other_sessions",
        "accounts:sign_in_by_passkey",
        "accounts:sign_out",
        "audit:export_journal",
        "demo:clock",
        "enrolment:begin_checking",
        "enrolment:end_consultation",
        "enrolment:leave",
        "enrolment:leave_checking",
        "enrolment:new_code",
        "mailbox:stop_redirect",
        "set_language",
        "timetable:import_from_tool",
        "timetable:undo",
    },
    "leads elsewhere": {
        "enrolment:back_from_bank",
        "enrolment:back_to_payments",
        "enrolment:given_up",
        "enrolment:resume",
        "portal:source_code",
    },
    "answers a script": {
        "accounts:me",
        "accounts:new_passkey_question",
        "accounts:proof_question",
        "accounts:second_factor_question",
        "accounts:sign_in_question",
        "kernel:alive",
        "kernel:ready",
    },
    "is a part of a page": {
        "accounts:data_progress",
        "accounts:password_advice",
        "enrolment:waiting_state",
        "timetable:grid_presence",
    },
    "is a file": {
        "accounts:download_my_data",
        "enrolment:card_offline",
        "enrolment:figures_as_csv",
        "enrolment:ledger_file",
        "enrolment:my_photograph",
        "timetable:occupancy_csv",
        "timetable:offline",
        "timetable:semester_pdf",
        "timetable:service_csv",
        "timetable:summonses_pdf",
        "timetable:week_pdf",
    },
}
WITHOUT_PAGE = {name for names in NO_PAGE.values() for name in names}
SHOT = re.compile(r'\b(?:shoot|see|see_on_each_screen)\((?:\w+, )*f?"([\w{}-]+)"')


def test_every_page_is_photographed() -> None:
    assert sorted(plain_routes() - opened() - set(ON_THE_WAY) - WITHOUT_PAGE) == []


def test_nothing_is_excused_that_is_no_more_or_is_opened_anyway() -> None:
    excused = set(ON_THE_WAY) | WITHOUT_PAGE

    assert sorted(excused - plain_routes()) == []
    assert sorted(excused & opened()) == []
    assert sorted(set(ON_THE_WAY) & WITHOUT_PAGE) == []


def test_every_picture_is_taken_in_a_journey() -> None:
    journeys = sorted((REPOSITORY / "tests" / "journeys").glob("test_*.py"))
    taken = {name for journey in journeys for name in SHOT.findall(text_of(journey))}

    assert sorted(set(ON_THE_WAY.values()) - taken) == []


def test_what_is_said_to_have_no_page_shows_none(inhabitant: Inhabitants) -> None:
    person = inhabitant(Role.IT_STAFF)
    for role in (Role.REGISTRAR_OFFICER, Role.PLANNER, Role.HELPDESK_AGENT):
        assign_role(person, role)

    shown = [
        route.name
        for route in routes()
        if route.name in WITHOUT_PAGE - {"accounts:sign_out"} and is_page(signed_in(person).get(route.path))
    ]

    assert shown == []


def plain_routes() -> set[str]:
    """The names of the routes without parameters."""
    return {route.name for route in routes() if not route.has_parameters}


def opened() -> set[str]:
    """The names of the routes that the lists of pages open."""
    addresses = {address for pages in (STRANGERS_PAGES, *PAGES_BY_ROLE.values()) for address in pages.values()}
    return {resolve(urlsplit(address).path).view_name for address in addresses - {NOWHERE}}


def is_page(response: Any) -> bool:
    """Whether this is a whole page."""
    found = response.status_code == HTTPStatus.OK and response.headers["Content-Type"].startswith("text/html")
    return found and "<title>" in response.content.decode()
