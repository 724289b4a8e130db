"""Choices wait for an officer of the composante, who decides of one or of many."""

from http import HTTPStatus

import pytest

from peristyle.curriculum.actions.students.choose_units import choose_units
from peristyle.curriculum.models import Nature, UnitEnrolment
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person, give_student_number
from tests.curriculum.factories import YEAR, Licence, StepFactory, a_licence, a_student, a_unit, codes_of, open_window
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.people.factories import ComponentFactory, PersonFactory

pytestmark = pytest.mark.django_db

QUEUE = "/gestion/offre/choix/"


@pytest.fixture
def licence(db: None) -> Licence:
    licence = a_licence()
    open_window(licence.step)
    return licence


@pytest.fixture
def officer(licence: Licence, inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.REGISTRAR_OFFICER, component=licence.step.degree.component)


def a_choice(licence: Licence) -> UnitEnrolment:
    person = PersonFactory.create(backup_email="lea@example.net")
    give_student_number(person)
    student = a_student(licence, person)
    choose_units(student, {licence.wide.pk}, by=person)
    return UnitEnrolment.objects.get(person=person, nature=Nature.CHOSEN)


def test_those_that_are_ticked_are_validated_together(licence: Licence, officer: Person) -> None:
    first, second, third = (a_choice(licence) for _ in range(3))

    signed_in(officer).post(QUEUE, {"choices": [first.pk, second.pk]})

    waiting = UnitEnrolment.objects.filter(nature=Nature.CHOSEN, validated_at=None)
    assert [row.pk for row in waiting] == [third.pk]


def test_all_of_them_in_one_act(licence: Licence, officer: Person) -> None:
    for _ in range(3):
        a_choice(licence)
    assert "Choix à valider" in signed_in(officer).get("/gestion/").content.decode()

    page = signed_in(officer).post(QUEUE, {"tout": "1"}, follow=True).content.decode()

    assert "3 choix sont validés." in page
    assert "Aucun choix n’attend." in page


def test_a_refusal_wants_a_reason(licence: Licence, officer: Person) -> None:
    choice = a_choice(licence)
    browser = signed_in(officer)

    assert browser.post(f"{QUEUE}{choice.pk}/refus/").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    browser.post(f"{QUEUE}{choice.pk}/refus/", {"reason": "Réservé aux sportifs."})

    choice.refresh_from_db()
    assert choice.state == "refused"


def test_attack_an_officer_elsewhere_sees_and_decides_nothing(licence: Licence, inhabitant: Inhabitants) -> None:
    choice = a_choice(licence)
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=ComponentFactory.create()))

    assert "Aucun choix n’attend." in browser.get(QUEUE).content.decode()
    assert browser.get(f"{QUEUE}{choice.pk}/refus/").status_code == HTTPStatus.NOT_FOUND
    browser.post(QUEUE, {"choices": [choice.pk]})
    browser.post(QUEUE, {"tout": "1"})
    choice.refresh_from_db()
    assert choice.state == "asked"
    number = choice.person.student_number
    assert browser.get(f"/gestion/offre/etudiants/{number}/").status_code == HTTPStatus.NOT_FOUND


def test_an_officer_gives_a_debt_and_takes_it_back(licence: Licence, officer: Person) -> None:
    choice, debt = a_choice(licence), a_unit("OLD1")
    page = f"/gestion/offre/etudiants/{choice.person.student_number}/"
    browser = signed_in(officer)

    assert browser.post(page, {"code": "NONE", "nature": "dette"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert browser.post(page, {"code": "old1", "nature": "choix"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    browser.post(page, {"code": "old1", "nature": "dette"})
    assert "OLD1" in codes_of(choice.person)
    given = UnitEnrolment.objects.get(unit=debt)
    assert given.year_id == YEAR

    browser.post(f"{page}{given.pk}/retrait/")
    mandatory = UnitEnrolment.objects.filter(nature=Nature.MANDATORY).first()
    assert mandatory is not None
    assert browser.post(f"{page}{mandatory.pk}/retrait/").status_code == HTTPStatus.NOT_FOUND
    assert "OLD1" not in codes_of(choice.person)


def test_another_composante_s_students_are_not_mine(licence: Licence, officer: Person) -> None:
    elsewhere = a_licence("X", StepFactory.create())
    open_window(elsewhere.step)
    a_choice(elsewhere)

    assert "Aucun choix n’attend." in signed_in(officer).get(QUEUE).content.decode()
