"""The planners' grid: what it shows, what is carried in it, who else is there."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus

import pytest

from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.place_session import move_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import PlannerPresence, Session, SessionChange
from peristyle.timetable.rules.sessions import Placement, Verb
from tests.harness.inhabitants import signed_in
from tests.harness.travel import Traveller
from tests.timetable.factories import GroupFactory, RoomFactory, activity, session, slot
from tests.timetable.office import GRID, WEEK, Office

pytestmark = pytest.mark.django_db
PRESENCE = f"/gestion/planning/grille/presence/?{WEEK}"


@pytest.fixture
def office(at: Traveller) -> Office:
    at("2026-11-30 07:00")
    return Office()


def test_the_grid_shows_drafts_what_is_to_be_placed_and_what_others_placed(office: Office) -> None:
    held = session(office.elsewhere(), slot(14), office.free)

    page = office.browser.get(f"{GRID}&salles={office.free.pk}").text

    assert "TD HAI501I" in page
    assert "À publier" in page
    assert "2 séances de 90 min" in page
    assert f'data-session="{held.pk}"' in page
    assert f"/gestion/planning/seances/{held.pk}/" not in page


def test_groups_teachers_and_rooms_are_chosen_together(office: Office) -> None:
    other = GroupFactory.create(unit__component=office.sciences)
    taught = session(activity(other), slot(10), teachers=(office.teacher,))
    roomed = session(activity(other), slot(14), office.free)
    left_out = session(activity(GroupFactory.create(unit__component=office.sciences)), slot(16))

    page = office.browser.get(
        "/gestion/planning/grille/",
        {
            "semaine": "30/11/2026",
            "groupes": "HAI501I TD 2",
            "enseignants": office.teacher.staff_number or "",
            "salles": office.free.name,
        },
    ).text

    assert f'data-session="{office.session.pk}"' in page
    assert f'data-session="{roomed.pk}"' in page
    assert f'data-session="{left_out.pk}"' not in page
    assert (f'data-session="{taught.pk}"' in page) == bool(office.teacher.staff_number)


def test_an_unknown_group_or_unit_is_named_with_what_there_is(office: Office) -> None:
    response = office.browser.get("/gestion/planning/grille/?groupes=HAI501I TD 9&elements=NADA")

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "il y a\u202f: HAI501I TD 2" in response.text
    assert "NADA" in response.text


def test_the_grid_asks_the_database_as_much_for_many_sessions_as_for_one(
    office: Office, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    browser = office.browser
    for number in range(40):
        group = GroupFactory.create(unit=office.group.unit, name=f"N{number}")
        session(activity(group), slot(8 + number % 10, day=number % 5), RoomFactory.create())

    with max_queries(24):
        page = browser.get(GRID).text

    assert page.count("data-session=") == 41


def test_what_keeps_a_session_from_going_somewhere_is_told_for_the_whole_week(
    office: Office, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    session(activity(GroupFactory.create()), slot(14, day=1), office.room)
    browser = office.browser

    with max_queries(30):
        answer = browser.get(f"/gestion/planning/grille/seances/{office.session.pk}/portee/?{WEEK}").json()

    taken = [each for each in answer["hindrances"] if each["label"] == "La salle est déjà prise"]
    assert [(each["day"], each["starts"], each["ends"], each["hard"]) for each in taken] == [
        ("2026-12-01", 14 * 60, 15 * 60 + 30, True)
    ]
    assert "TD 5.01" in taken[0]["words"]
    nights = [each for each in answer["hindrances"] if each["label"] == "Hors des heures d’ouverture"]
    assert {each["day"] for each in nights} == {
        f"2026-{day}" for day in ("11-30", "12-01", "12-02", "12-03", "12-04", "12-05", "12-06")
    }


def test_a_session_dropped_stands_there_as_a_draft_and_the_week_comes_back(office: Office) -> None:
    publish_sessions(Session.objects.all(), by=None)

    answer = office.drop()

    assert answer.status_code == HTTPStatus.OK
    assert office.now.slot == slot(10, day=1)
    assert "Déplacée" in answer.text
    assert "À publier" in answer.text
    assert SessionChange.objects.filter(session=office.session, verb=Verb.MOVED).get().by == office.planner


def test_a_session_is_made_longer_where_it_stands(office: Office) -> None:
    office.drop(day="2026-11-30", starts="08:00", minutes=120)

    assert office.now.slot == slot(8, minutes=120)


def test_what_forbids_a_place_is_told_and_another_room_proposed_and_taken(office: Office) -> None:
    session(activity(GroupFactory.create()), slot(10, day=1), office.room)

    refused = office.drop()
    assert refused.status_code == HTTPStatus.CONFLICT
    assert "La salle est déjà prise" in refused.text
    assert office.free.name in refused.text
    assert office.now.slot == slot(8)

    office.drop(rooms=office.free.pk)
    assert office.now.placement().rooms == {office.free.pk}


def test_what_only_speaks_against_a_place_asks_for_a_reason_that_stays_in_the_history(office: Office) -> None:
    asked = office.drop(starts="19:00")
    assert asked.status_code == HTTPStatus.CONFLICT
    assert "Placer malgré tout" in asked.text

    office.drop(starts="19:00", reason="Seul soir possible")

    change = SessionChange.objects.filter(session=office.session, verb=Verb.MOVED).get()
    assert change.reason == "Seul soir possible"
    assert [each["kind"] for each in change.allowed] == ["outside_hours"]
    assert "Seul soir possible" in office.browser.get(f"/gestion/planning/seances/{office.session.pk}/").text


def test_who_saw_an_older_version_overwrites_nothing_and_sees_who_changed_it(office: Office) -> None:
    seen = office.session.version
    move_session(office.session, office.session.placement(), by=office.teacher, reason="essai")

    answer = office.drop(version=seen)

    assert office.now.slot == slot(8)
    assert office.teacher.display_name in answer.text


@pytest.mark.parametrize("wrong", [{"day": "demain"}, {"starts": "25:00"}, {"minutes": 5}, {"rooms": "Nulle part"}])
def test_a_drop_that_means_nothing_changes_nothing(office: Office, wrong: dict[str, object]) -> None:
    answer = office.drop(**wrong)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert office.now.slot == slot(8)


def test_an_activity_dropped_takes_the_best_free_room(office: Office) -> None:
    session(activity(GroupFactory.create()), slot(10, day=1), office.room)
    address = f"/gestion/planning/grille/activites/{office.activity.pk}/"
    browser = office.browser

    reach = browser.get(f"{address}portee/?{WEEK}").json()
    answer = browser.post(
        f"{address}?{WEEK}",
        {"day": "2026-12-01", "starts": "10:00", "minutes": 90},
        headers={"HX-Request": "true"},
    )

    assert {"La salle est déjà prise"} & {each["label"] for each in reach["hindrances"]} == set()
    assert "TD 5.02" in answer.text
    made = Session.objects.exclude(pk=office.session.pk).filter(activity=office.activity).get().placement()
    assert (made.rooms, made.teachers, made.groups) == ({office.free.pk}, {office.teacher.pk}, {office.group.pk})


def test_an_activity_without_any_fitting_room_is_placed_without_and_this_is_said(office: Office) -> None:
    office.activity.room_kind = "laboratory"
    office.activity.save()

    answer = office.browser.post(
        f"/gestion/planning/grille/activites/{office.activity.pk}/?{WEEK}",
        {"day": "2026-12-01", "starts": "10:00", "minutes": 90},
        headers={"HX-Request": "true"},
    )

    assert "sans salle" in answer.text
    assert office.activity.sessions.count() == 2


def test_two_planners_in_the_same_week_see_each_other_and_what_is_held(office: Office, at: Traveller) -> None:
    other, mine = signed_in(office.stranger), office.browser
    other.post(PRESENCE, {}, headers={"HX-Request": "true"})

    seen = mine.post(PRESENCE, {"holds": office.session.pk}, headers={"HX-Request": "true"}).text
    assert office.stranger.display_name in seen

    assert "TD HAI501I en main" in other.post(PRESENCE, {}, headers={"HX-Request": "true"}).text
    at.later(seconds=60)
    assert office.planner.display_name not in other.post(PRESENCE, {}, headers={"HX-Request": "true"}).text


def test_nobody_holds_a_session_of_another_composante(office: Office) -> None:
    signed_in(office.stranger).post(PRESENCE, {"holds": office.session.pk}, headers={"HX-Request": "true"})

    assert PlannerPresence.objects.get().holds is None


def test_what_the_other_changes_is_asked_for_and_told(office: Office) -> None:
    browser = office.browser
    known = dict(re.findall(r'name="(stamp|change)" value="([^"]+)"', browser.get(GRID).text))
    still = browser.post(PRESENCE, known, headers={"HX-Request": "true"}).text
    cancel_session(office.session, by=office.teacher, reason="Malade")

    changed = browser.post(PRESENCE, known, headers={"HX-Request": "true"}).text
    week = browser.get(f"{GRID}&depuis={known['change']}", headers={"HX-Request": "true"}).text

    assert "hx-get" not in still
    assert f"depuis={known['change']}" in changed
    assert "Cette semaine vient de changer" in week
    assert office.teacher.display_name in week


def test_several_sessions_of_the_week_are_changed_at_once(office: Office) -> None:
    second = session(office.activity, slot(10), office.room)
    foreign = session(office.elsewhere(), slot(14), office.room)
    address = f"/gestion/planning/plusieurs/?{WEEK}&salles={office.room.pk}"
    page = office.browser.get(address).text

    answer = office.browser.post(
        address, {"sessions": [office.session.pk, second.pk], "change": "cancel", "reason": "Grève"}
    )

    assert f'value="{foreign.pk}"' not in page
    assert answer.status_code == HTTPStatus.FOUND
    assert Session.objects.filter(cancelled_at=None).get() == foreign


def test_a_placement_keeps_what_it_held(office: Office) -> None:
    office.drop()

    assert office.now.placement() == Placement(
        slot(10, day=1), frozenset({office.room.pk}), frozenset({office.teacher.pk}), frozenset({office.group.pk})
    )
