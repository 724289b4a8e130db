"""« Mes matières »: one's own, chosen when it is time, and nobody else's."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus

import pytest

from peristyle.curriculum.models import Offering, StudiedStep, TeachingUnit
from peristyle.kernel.permissions import Role
from tests.curriculum.factories import (
    YEAR,
    Licence,
    a_licence,
    a_student,
    codes_of,
    open_window,
)
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db

MINE = "/scolarite/matieres/"


@pytest.fixture
def licence(at: Traveller) -> Licence:
    at("2026-09-10 10:00")
    return a_licence()


@pytest.fixture
def student(licence: Licence, inhabitant: Inhabitants) -> StudiedStep:
    return a_student(licence, inhabitant(Role.STUDENT))


@pytest.fixture
def browser(student: StudiedStep) -> PageClient:
    return signed_in(student.person)


def choices_page(student: StudiedStep) -> str:
    return f"{MINE}{student.pk}/choix/"


def ticked(licence: Licence, *units: TeachingUnit) -> dict[str, list[int]]:
    return {f"liste_{licence.options.pk}": [unit.pk for unit in units]}


def text_of(browser: PageClient, address: str = MINE) -> str:
    response = browser.get(address)
    assert response.status_code == HTTPStatus.OK
    return str(response.content.decode())


def test_the_page_shows_units_and_says_when_one_chooses(
    browser: PageClient, student: StudiedStep, licence: Licence
) -> None:
    window = open_window(licence.step)

    page = text_of(browser)

    assert "EM1" in page
    assert "À compléter" in page
    assert choices_page(student) in page
    assert "Choisir vos matières" in text_of(browser, "/")
    window.delete()
    assert choices_page(student) not in text_of(browser)


def test_one_chooses_and_sees_that_it_waits(browser: PageClient, student: StudiedStep, licence: Licence) -> None:
    open_window(licence.step)
    assert "1 place" in text_of(browser, choices_page(student))

    response = browser.post(choices_page(student), ticked(licence, licence.rare), follow=True)

    assert "Vos choix sont enregistrés." in response.content.decode()
    assert "À valider" in response.content.decode()
    assert "Choisir vos matières" not in text_of(browser, "/")


def test_the_page_keeps_its_budget(
    browser: PageClient, licence: Licence, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    open_window(licence.step)

    with max_queries(12):
        browser.get(MINE)


def test_a_full_option_says_so_and_keeps_the_other_answers(
    browser: PageClient, student: StudiedStep, licence: Licence
) -> None:
    open_window(licence.step)
    page = browser.get(choices_page(student))
    assert page.status_code == HTTPStatus.OK
    # Somebody else takes the last seat while the page is open.
    Offering.objects.filter(unit=licence.rare).update(seats_taken=1)

    response = browser.post(choices_page(student), ticked(licence, licence.rare))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "plus de place" in response.content.decode()
    assert "ERARE" not in codes_of(student.person)


@pytest.mark.parametrize("answer", [{}, {"liste": ["1"]}])
def test_too_few_choices_are_asked_for_again(
    browser: PageClient, student: StudiedStep, licence: Licence, answer: dict[str, list[str]]
) -> None:
    open_window(licence.step)

    response = browser.post(choices_page(student), answer)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "au moins une" in response.content.decode()


def test_more_than_the_maximum_is_refused(browser: PageClient, student: StudiedStep, licence: Licence) -> None:
    open_window(licence.step)
    licence.options.maximum = 2
    licence.options.save()

    response = browser.post(choices_page(student), ticked(licence, licence.rare, licence.wide, licence.nested))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "au plus 2" in response.content.decode()


def test_attack_nothing_is_chosen_outside_the_window(
    browser: PageClient, student: StudiedStep, licence: Licence, at: Traveller
) -> None:
    open_window(licence.step)
    at.later(hours=2)

    browser.post(choices_page(student), ticked(licence, licence.wide))

    assert "EWIDE" not in codes_of(student.person)


def test_attack_another_etape_s_unit_and_invented_ids_are_refused(
    browser: PageClient, student: StudiedStep, licence: Licence
) -> None:
    open_window(licence.step)
    elsewhere = a_licence("X")
    field = f"liste_{licence.options.pk}"

    for forged in ([elsewhere.wide.pk], [licence.mandatory.pk], [10**9], ["' OR 1=1"], [-1]):
        response = browser.post(choices_page(student), {field: forged})
        assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY

    assert codes_of(student.person) == ["EM1", "ES1"]


def test_attack_nobody_chooses_for_another(student: StudiedStep, licence: Licence, inhabitant: Inhabitants) -> None:
    open_window(licence.step)
    other = a_student(licence, inhabitant(Role.STUDENT))

    response = signed_in(other.person).post(choices_page(student), ticked(licence, licence.wide))

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert codes_of(student.person) == ["EM1", "ES1"]


def test_who_studies_nothing_is_told_so(inhabitant: Inhabitants) -> None:
    assert "après votre inscription" in text_of(signed_in(inhabitant(Role.STUDENT)))


@pytest.mark.parametrize("asked", ["?annee=2025", "?annee=x", f"?annee={10**30}", "?annee=²"])
def test_a_year_without_units_shows_the_newest(browser: PageClient, asked: str) -> None:
    assert f"{YEAR}-{YEAR + 1}" in text_of(browser, MINE + asked)
