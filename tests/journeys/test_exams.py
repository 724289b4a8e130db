"""A student finds their seat; a planner gives rooms, seats and invigilators to an exam that had none."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browser import PHONE
from tests.harness.demonstration import sign_in
from tests.harness.house import House
from tests.journeys.conftest import Shoot


@pytest.fixture
def language() -> str:
    """The texts that are pressed are French."""
    return "fr"


def test_a_student_finds_their_seat(visit: Callable[..., Page], house: House, shoot: Shoot) -> None:
    student = visit(house, PHONE)
    sign_in(student, house, "student")
    student.goto("/emploi-du-temps/")
    student.get_by_role("link", name="Mes examens").click()
    if student.get_by_text("Aucun examen publié").count():
        pytest.skip("no exams in these weeks")

    student.locator("main a.entry-title").first.click()

    expect(student.locator("main dt", has_text="Place")).to_be_visible()
    shoot(student, "student-summons")
    with student.expect_download() as downloading:
        student.get_by_role("link", name="Convocation en PDF").click()
    assert downloading.value.suggested_filename.startswith("convocation-")


def test_a_planner_makes_an_exam_ready(visit: Callable[..., Page], own_house: House, shoot: Shoot) -> None:
    planner = visit(own_house)
    sign_in(planner, own_house, "planner")
    planner.goto("/gestion/planning/examens/")
    undone = planner.locator("main tbody tr", has_text="Aucune salle")
    if not undone.count():
        pytest.skip("no exams in these weeks")
    undone.first.get_by_role("link").first.click()
    shoot(planner, "planner-exam-to-do")

    planner.get_by_role("link", name="Salles").first.click()
    shoot(planner, "planner-exam-rooms")
    largest = planner.locator("main tbody tr").first.locator("th").inner_text()
    accessible = planner.locator("main tbody tr", has_text="Fauteuil roulant").last.locator("th").inner_text()
    planner.locator("main [name=rooms]").fill(largest)
    planner.locator("main [name=apart]").fill(accessible)
    planner.locator("main [name=reason]").fill("Session d’examens")
    planner.get_by_role("button", name="Enregistrer les salles").click()
    planner.get_by_role("link", name="Places").click()
    planner.get_by_role("button", name="Placer les étudiants").click()
    expect(planner.get_by_text("Chaque personne a sa place.")).to_be_visible()
    shoot(planner, "planner-exam-seats")
    planner.goto(planner.url.replace("places/", ""))
    planner.get_by_role("link", name="Surveillants").click()
    shoot(planner, "planner-exam-invigilators")
    free = planner.locator("main tbody tr").first.locator("td").first.inner_text()
    planner.locator("main [name=person]").fill(free)
    planner.locator("main [name=reason]").fill("Session d’examens")
    planner.get_by_role("button", name="Ajouter à cette salle").click()
    expect(planner.get_by_text("La surveillance est enregistrée.")).to_be_visible()
    planner.goto(planner.url.replace("surveillants/", ""))
    planner.get_by_role("button", name="Publier et convoquer").click()

    expect(planner.get_by_text("L’examen est publié")).to_be_visible()
    shoot(planner, "planner-exam-published")
