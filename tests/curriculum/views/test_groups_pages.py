"""Groups on their pages: made, filled, moved, taught, printed."""

import io
from http import HTTPStatus

import pikepdf
import pytest
from python_calamine import CalamineWorkbook

from peristyle.curriculum.models import GroupMembership, GroupTeacher, TeachingGroup
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person, give_student_number
from tests.curriculum.factories import YEAR, Licence, a_licence, a_student
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

GROUPS = f"/gestion/offre/{YEAR}/elements/EM1/groupes/"


@pytest.fixture
def licence(db: None) -> Licence:
    return a_licence()


@pytest.fixture
def officer(licence: Licence, inhabitant: Inhabitants) -> PageClient:
    return signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=licence.step.degree.component))


@pytest.fixture
def people(licence: Licence) -> list[Person]:
    names = ("=cmd|'/c calc'!A1", '#import "x"', "Ñandú")
    people = [PersonFactory.create(birth_name=name, given_name="Léa") for name in names]
    for person in people:
        give_student_number(person)
        a_student(licence, person)
    return people


def made(officer: PageClient, count: int = 2, capacity: int = 5) -> list[TeachingGroup]:
    officer.post(GROUPS, {"kind": "TD", "count": count, "capacity": capacity})
    return list(TeachingGroup.objects.all())


def page_of(group: TeachingGroup, rest: str = "") -> str:
    return f"/gestion/offre/groupes/{group.pk}/{rest}"


@pytest.mark.odd_texts
def test_groups_are_made_and_filled_evenly(officer: PageClient, people: list[Person]) -> None:
    groups = made(officer)
    assert "3 personnes n’ont pas de groupe." in officer.get(GROUPS).content.decode()

    officer.post(f"{GROUPS}TD/repartition/")

    assert sorted(group.memberships.count() for group in groups) == [1, 2]
    assert "Tout le monde a un groupe." in officer.get(GROUPS).content.decode()


@pytest.mark.odd_texts
def test_members_move_and_leave(officer: PageClient, people: list[Person]) -> None:
    first, second = made(officer, capacity=2)
    officer.post(f"{GROUPS}TD/repartition/")
    moved = first.memberships.first()
    assert moved is not None

    officer.post(page_of(first, "deplacement/"), {"members": [moved.pk], "target": "0"})
    assert not GroupMembership.objects.filter(pk=moved.pk).exists()

    left = first.memberships.first()
    assert left is not None
    officer.post(page_of(first, "deplacement/"), {"members": [left.pk], "target": second.pk})
    assert second.memberships.filter(enrolment=left.enrolment).exists()
    assert first.memberships.count() == 0


def test_a_teacher_reads_the_groups_they_teach_and_no_other(
    officer: PageClient, licence: Licence, inhabitant: Inhabitants
) -> None:
    first, second = made(officer)
    teacher, student = inhabitant(Role.TEACHER), inhabitant(Role.STUDENT)
    Person.objects.filter(pk=teacher.pk).update(staff_number="E77")
    Person.objects.filter(pk=student.pk).update(staff_number="E78")
    browser = signed_in(teacher)
    assert "Aucun groupe" in browser.get("/mes-groupes/").content.decode()

    for number in ("E00", "E78"):
        response = officer.post(page_of(first, "enseignants/"), {"number": number})
        assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    officer.post(page_of(first, "enseignants/"), {"number": "e77"})

    assert f"/mes-groupes/{first.pk}/" in browser.get("/mes-groupes/").content.decode()
    assert browser.get(f"/mes-groupes/{first.pk}/").status_code == HTTPStatus.OK
    assert browser.get(f"/mes-groupes/{first.pk}/liste.xlsx").status_code == HTTPStatus.OK
    assert browser.get(f"/mes-groupes/{second.pk}/").status_code == HTTPStatus.NOT_FOUND
    assert browser.get(f"/mes-groupes/{second.pk}/liste.pdf").status_code == HTTPStatus.NOT_FOUND
    assert browser.get(page_of(first)).status_code == HTTPStatus.FORBIDDEN
    officer.post(page_of(first, f"enseignants/{GroupTeacher.objects.get().pk}/retrait/"))
    assert browser.get(f"/mes-groupes/{first.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_a_name_and_a_capacity_are_corrected_an_empty_group_goes(officer: PageClient) -> None:
    first, second = made(officer)

    taken = officer.post(page_of(first), {"name": "2", "capacity": "5"})
    assert taken.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    officer.post(page_of(first), {"name": "A", "capacity": "7"})
    officer.post(page_of(second, "retrait/"))

    assert [(str(group), group.capacity) for group in TeachingGroup.objects.all()] == [("TD A", 7)]


@pytest.mark.parametrize("content", ["liste", "emargement"])
def test_attack_names_are_texts_in_a_spreadsheet(officer: PageClient, people: list[Person], content: str) -> None:
    (group,) = made(officer, count=1)
    officer.post(f"{GROUPS}TD/repartition/")

    file = officer.get(page_of(group, f"{content}.xlsx")).content

    rows = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()
    cells = {cell for row in rows for cell in row}
    assert {person.birth_name for person in people} <= cells
    assert {person.student_number for person in people} <= cells
    assert b"<f>" not in file


@pytest.mark.parametrize("content", ["liste", "emargement"])
def test_attack_names_are_no_markup_on_paper(officer: PageClient, people: list[Person], content: str) -> None:
    (group,) = made(officer, count=1)
    officer.post(f"{GROUPS}TD/repartition/")

    response = officer.get(page_of(group, f"{content}.pdf"))

    assert response["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert len(pdf.pages) == 1
        assert "/StructTreeRoot" in pdf.Root


def test_other_files_do_not_exist(officer: PageClient) -> None:
    (group,) = made(officer, count=1)

    assert officer.get(page_of(group, "secret.pdf")).status_code == HTTPStatus.NOT_FOUND
    assert officer.get(page_of(group, "liste.exe")).status_code == HTTPStatus.NOT_FOUND
