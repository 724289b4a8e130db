"""A teacher cannot come: a planner decides, students see it and are told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browser import PHONE, wait_until
from tests.harness.demonstration import sign_in
from tests.harness.house import House

TEACHER = "Nadia Ferrière-Benali"
REASON = "Enseignant empêché"
STUDENT = "camille.fabregues.0101@example.fr"


def test_a_class_is_cancelled_in_two_taps_and_students_learn_of_it(
    visit: Callable[..., Page], own_house: House
) -> None:
    student, teacher, planner = visit(own_house, PHONE), visit(own_house, PHONE), visit(own_house)
    sign_in(student, own_house, "student")
    session = class_of_these_days(student)

    sign_in(teacher, own_house, "teacher")
    teacher.goto(session)
    teacher.get_by_role("link", name="Demander l’annulation").click()
    expect(teacher.get_by_label("Raison")).to_have_value(REASON)
    teacher.get_by_role("button", name="Envoyer la demande").click()
    expect(teacher.get_by_text("En attente").first).to_be_visible()

    sign_in(planner, own_house, "planner")
    planner.goto("/gestion/planning/demandes/")
    newest = max(
        planner.locator("main tbody a").all(), key=lambda link: int(str(link.get_attribute("href")).split("/")[-2])
    )
    newest.click()
    planner.get_by_role("button", name="Accepter et publier").click()
    expect(planner.locator("h1")).to_have_text("Demandes des enseignants")

    student.goto(session)
    expect(student.get_by_text("Cette séance est annulée")).to_be_visible()
    wait_until(student, lambda: REASON in newest_letter_a_quarter_later(student))


def class_of_these_days(student: Page) -> str:
    """The address of a class of the teacher of the cast, which the student attends within the coming week."""
    student.goto("/emploi-du-temps/liste/")
    now = datetime.now(UTC)  # noqa: TID251 — the house of journeys keeps the machine's time
    for entry in student.locator("li.session:not(.session-off)", has_text=TEACHER).all():
        starts_at = datetime.fromisoformat(str(entry.locator("time").first.get_attribute("datetime")))
        if now + timedelta(minutes=5) < starts_at < now + timedelta(days=6, hours=20):
            return str(entry.get_by_role("link").first.get_attribute("href"))
    pytest.skip("no classes in these days")


def newest_letter_a_quarter_later(student: Page) -> str:
    """The text of the newest mail about the student's timetable; by night letters wait for the morning."""
    student.goto("/demonstration/")
    student.get_by_role("button", name="Avancer de 15 minutes").click()
    student.goto(f"/demonstration/courriers/{STUDENT}/")
    found = student.locator("main a.entry-title", has_text="Emploi du temps")
    if not found.count():
        return ""
    found.first.click()
    return student.locator("main").inner_text()
