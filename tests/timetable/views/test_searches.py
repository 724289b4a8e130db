"""The pages of searches: asked for, followed, stopped, applied, within one's composantes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus

import pytest

from peristyle.kernel.permissions import Role
from peristyle.timetable.models import PlacementSearch, Session
from tests.harness.inhabitants import signed_in, someone
from tests.harness.travel import Traveller
from tests.timetable.factories import GroupFactory, activity
from tests.timetable.office import Office
from tests.timetable.small_universities import asked_for, searched

pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]
Budget = Callable[[int], AbstractContextManager[None]]
SEARCHES = "/gestion/planning/recherches/"
NEW = f"{SEARCHES}nouvelle/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def office(at: Traveller) -> Office:
    at("2026-11-29 07:00")
    return Office()


def begin(office: Office, **typed: object) -> object:
    typed = {"activities": office.activity.pk, "first_day": "30/11/2026", "last_day": "18/12/2026", **typed}
    return office.browser.post(NEW, typed)


def test_what_is_left_is_searched_followed_and_applied(office: Office, run_due_tasks: Run) -> None:
    assert "2 séances de 1 h 30" in office.browser.get(NEW).text
    answer = begin(office, may_move="on")
    page = answer["Location"]
    assert "Arrêter et garder" in office.browser.get(page).text
    assert "La recherche commence" in office.browser.get(f"{page}avancement/", headers=HTMX).text
    run_due_tasks()

    assert office.browser.get(f"{page}avancement/", headers=HTMX).headers["HX-Refresh"] == "true"
    assert "2 / 2" in office.browser.get(page).text
    office.browser.post(f"{page}appliquer/", {"reason": ""})
    run_due_tasks()

    assert Session.objects.filter(activity=office.activity).count() == 3
    shown = office.browser.get(page).text
    assert "La proposition est appliquée" in shown
    assert "Défaire" in shown


def test_a_search_is_stopped(office: Office) -> None:
    page, browser = begin(office)["Location"], office.browser

    browser.post(f"{page}arreter/")

    assert PlacementSearch.objects.get().stopped_at
    assert "est arrêtée" in browser.get(page).text


def test_what_has_no_place_is_explained(office: Office, run_due_tasks: Run) -> None:
    office.activity.room_kind = "laboratory"
    office.activity.save()
    page = begin(office)["Location"]
    run_due_tasks()

    assert "Aucune salle du type demandé" in office.browser.get(page).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"activities": []}, "Choisissez au moins une activité."),
        ({"last_day": "29/11/2026"}, "Ce jour est déjà passé"),
        ({"first_day": "10/12/2026", "last_day": "09/12/2026"}, "avant la première"),
        ({"last_day": "30/08/2027"}, "26 semaines au plus"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field(office: Office, typed: dict[str, object], said: str) -> None:
    answer = begin(office, **typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.text
    assert not PlacementSearch.objects.exists()


def test_more_than_a_page_lists_is_narrowed_first(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peristyle.timetable.queries.placing.missing.MOST_LISTED", 0)

    page = office.browser.get(NEW)

    assert "Choisissez une étape ou des éléments" in page.text
    assert "Lancer la recherche" not in page.text
    assert begin(office).status_code == HTTPStatus.UNPROCESSABLE_ENTITY  # type: ignore[attr-defined]


def test_reserves_want_a_reason(office: Office, run_due_tasks: Run) -> None:
    page = begin(office)["Location"]
    run_due_tasks()
    search = PlacementSearch.objects.get()
    search.proposals.update(remarks=["undesired"])

    answer = office.browser.post(f"{page}appliquer/", {"reason": ""})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "dites pourquoi vous passez outre" in answer.text


def test_planners_see_and_search_within_their_composantes(office: Office) -> None:
    foreign = office.elsewhere(session_count=4)
    page = begin(office)["Location"]
    stranger = signed_in(office.stranger)

    for address in (page, f"{page}avancement/"):
        assert stranger.get(address).status_code == HTTPStatus.NOT_FOUND
    for address in (f"{page}arreter/", f"{page}appliquer/"):
        assert stranger.post(address).status_code == HTTPStatus.NOT_FOUND
    assert page not in stranger.get(SEARCHES).text
    assert begin(office, activities=foreign.pk).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert page in signed_in(someone(Role.PLANNER)).get(SEARCHES).text


def test_units_and_what_lies_below_them_narrow_what_is_left(office: Office) -> None:
    other = activity(GroupFactory.create(unit__component=office.sciences), session_count=4)

    page = office.browser.get(NEW, {"elements": "HAI501I"}).text

    assert "HAI501I" in page
    assert other.code not in page
    assert "Aucun élément n’a le code" in office.browser.get(NEW, {"elements": "NOWHERE"}).text


def test_pages_cost_as_much_for_many_as_for_few(office: Office, max_queries: Budget) -> None:
    groups = [GroupFactory.create(unit__component=office.sciences) for _ in range(4)]
    few = searched(asked_for(office.planner, office.activity))
    many = searched(asked_for(office.planner, *(activity(group, session_count=3) for group in groups)))

    browser = office.browser

    for search in (few, many):
        with max_queries(12):
            browser.get(f"{SEARCHES}{search.pk}/")
    with max_queries(12):
        browser.get(SEARCHES)
    with max_queries(12):
        browser.get(NEW)
