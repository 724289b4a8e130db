"""/gestion/salles/: planners find rooms."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus

import pytest

from peristyle.kernel.permissions import Role
from peristyle.timetable.actions.sync_rooms import sync_rooms
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient

ROOMS = "/gestion/salles/"
MaxQueries = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def planner(inhabitant: Inhabitants) -> PageClient:
    sync_rooms()
    return signed_in(inhabitant(Role.PLANNER))


def page(browser: PageClient, query: str = "") -> str:
    response = browser.get(ROOMS + query)
    assert response.status_code == HTTPStatus.OK
    return str(response.content.decode())


def test_all_rooms_are_listed_a_page_at_a_time(planner: PageClient) -> None:
    first, second = page(planner), page(planner, "?page=2")

    assert "Amphi C001" in first
    assert 'rel="next"' in first
    assert "Salle Félix Klein" in second
    assert "Salle Félix Klein" not in first


@pytest.mark.parametrize(
    ("query", "found", "others"),
    [
        ("?words=dumontet", ["Amphi Dumontet"], ["Amphi C001"]),
        ("?words=richter+amphi", ["Amphi C001", "Amphi C400"], ["Amphi Dumontet", "Salle C301"]),
        ("?kind=computer_room&words=bâtiment+5", ["TD info 5.126"], ["TD 5.114", "Amphi 5.01"]),
        ("?places=500", ["Amphi C001"], ["Amphi Dumontet"]),
    ],
)
def test_rooms_are_found_by_words_kind_and_places(
    planner: PageClient, query: str, found: list[str], others: list[str]
) -> None:
    answered = page(planner, query)

    assert [name for name in found if name not in answered] == []
    assert [name for name in others if name in answered] == []


def test_the_next_page_keeps_what_was_asked(planner: PageClient) -> None:
    assert "?words=triolet&amp;page=2" in page(planner, "?words=triolet")


def test_nothing_found_says_so(planner: PageClient) -> None:
    assert "Aucune salle ne correspond." in page(planner, "?words=piscine")


def test_a_wrong_number_is_told_and_what_was_typed_is_kept(planner: PageClient) -> None:
    response = planner.get(f"{ROOMS}?places=beaucoup&words=amphi")

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="beaucoup"' in response.content.decode()
    assert 'value="amphi"' in response.content.decode()


def test_a_student_does_not_see_the_list(inhabitant: Inhabitants) -> None:
    assert signed_in(inhabitant(Role.STUDENT)).get(ROOMS).status_code == HTTPStatus.FORBIDDEN


def test_the_page_is_read_in_english_too(planner: PageClient) -> None:
    assert '<span lang="fr">Amphi C001</span>' in page(planner.in_english())


def test_the_list_costs_the_same_however_many_rooms_it_shows(planner: PageClient, max_queries: MaxQueries) -> None:
    with max_queries(7):
        page(planner)
