"""The planners' office: what is due and placed, activities, sessions, series, copied weeks, drafts, suggestions."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest

from peristyle.audit.public import journal
from peristyle.curriculum.public import ClassKind, Offering
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.publish_drafts import AT_ONCE, publish_drafts
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Activity, PublishedSession, Series, Session
from peristyle.timetable.queries.planning.board import dues_of
from peristyle.timetable.queries.planning.drafts import count_of_drafts_waiting
from peristyle.timetable.rules.sessions import ActivityKind
from tests.curriculum.factories import UnitFactory
from tests.harness.inhabitants import signed_in
from tests.harness.travel import Traveller
from tests.timetable.exam_factories import ExamHall
from tests.timetable.factories import GroupFactory, RoomFactory, activity, session, slot
from tests.timetable.office import WEEK, Office

pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]
Budget = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def office(at: Traveller) -> Office:
    at("2026-11-30 07:00")
    return Office()


def owed(office: Office, **minutes: int) -> Offering:
    """What the unit owes to each of its students in classes."""
    made: Offering = Offering.objects.create(unit=office.group.unit, year=office.group.year, **minutes)
    return made


def of_session(office: Office, name: str = "") -> str:
    """A page of the class of Monday at 8."""
    return f"/gestion/planning/seances/{office.session.pk}/{name}"


# ── What is due ───────────────────────────────────────────────────────────────


def test_the_board_compares_what_is_due_with_what_is_placed_group_by_group(office: Office) -> None:
    owed(office, td_minutes=180)
    empty = GroupFactory.create(unit=office.group.unit, name="3")

    (due,) = dues_of([office.group.unit], office.activity.year_id)
    assert dict(due.placed) == {"TD 2": 90, "TD 3": 0}
    assert due.state == "short"

    for day in (0, 1):
        session(activity(empty), slot(10, day=day))
    session(office.activity, slot(10, day=2))
    assert [each.state for each in dues_of([office.group.unit], office.activity.year_id)] == ["complete"]
    session(office.activity, slot(14, day=2))
    assert [each.state for each in dues_of([office.group.unit], office.activity.year_id)] == ["over"]


def test_an_exam_is_no_hour_of_the_classes_of_its_group(office: Office) -> None:
    owed(office, cm_minutes=240)
    lectures = GroupFactory.create(unit=office.group.unit, kind=ClassKind.CM, name="")
    session(activity(lectures, kind=ActivityKind.CM), slot(10, minutes=120))

    session(activity(lectures, kind=ActivityKind.EXAM), slot(14, minutes=120))

    (due,) = dues_of([office.group.unit], office.activity.year_id)
    assert [minutes for _, minutes in due.placed] == [120]
    assert due.state == "short"


def test_lectures_given_to_each_group_of_td_are_counted_as_lectures(office: Office) -> None:
    owed(office, cm_minutes=120, td_minutes=90)
    GroupFactory.create(unit=office.group.unit, name="3")

    session(activity(office.group, kind=ActivityKind.CM), slot(10, minutes=120))

    placed = {due.kind: dict(due.placed) for due in dues_of([office.group.unit], office.activity.year_id)}
    assert placed == {"CM": {"TD 2": 120, "TD 3": 0}, "TD": {"TD 2": 90, "TD 3": 0}}


def test_a_cancelled_session_is_placed_no_more(office: Office) -> None:
    owed(office, td_minutes=90)
    cancel_session(office.session, by=office.planner, reason="Malade")

    assert [each.state for each in dues_of([office.group.unit], office.activity.year_id)] == ["empty"]


def test_the_board_is_searched_and_turned_and_asks_as_much_for_many_units(office: Office, max_queries: Budget) -> None:
    owed(office, td_minutes=180)
    for number in range(30):
        unit = UnitFactory.create(code=f"ZZ{number:02}", component=office.sciences)
        Offering.objects.create(unit=unit, year=office.group.year, cm_minutes=90)
    elsewhere = UnitFactory.create(code="AILLEURS", component=office.other)
    Offering.objects.create(unit=elsewhere, year=office.group.year, cm_minutes=90)
    browser = office.browser

    with max_queries(20):
        first = browser.get("/gestion/planning/").text
    second = browser.get("/gestion/planning/?page=2").text
    found = browser.get("/gestion/planning/?q=HAI501I").text

    assert "AILLEURS" not in first + second
    assert "HAI501I" in first
    assert "ZZ29" in second
    assert "1 h 30" in found
    assert "ZZ01" not in found


def test_the_board_shows_what_is_to_be_completed_and_the_present_year(office: Office) -> None:
    owed(office, td_minutes=90)
    short = UnitFactory.create(code="MANQUE", component=office.sciences)
    Offering.objects.create(unit=short, year=office.group.year, cm_minutes=90)
    browser = office.browser

    everything, wanting = (browser.get(f"/gestion/planning/{asked}").text for asked in ("", "?etat=short"))

    assert "HAI501I" in everything
    assert f'<option value="{office.activity.year_id}" selected>' in everything
    assert "MANQUE" in wanting
    assert "HAI501I" not in wanting


def test_the_page_of_a_unit_tells_what_is_left_to_each_group(office: Office) -> None:
    owed(office, td_minutes=180)

    page = office.browser.get(f"/gestion/planning/elements/{office.activity.year_id}/HAI501I/").text

    assert "Reste 1 h 30" in page
    assert "1 / 3" in page


# ── Activities ────────────────────────────────────────────────────────────────


def described(office: Office, **typed: Any) -> dict[str, Any]:
    """An activity as the form is filled in."""
    return {"kind": "TD", "groups": [office.group.pk], "session_minutes": 90, "session_count": 10, **typed}


def test_an_activity_is_made_changed_and_removed_while_nothing_stands_of_it(office: Office) -> None:
    browser = office.browser
    browser.post(
        f"/gestion/planning/elements/{office.activity.year_id}/HAI501I/activite/",
        described(office, equipment=["projector"]),
    )
    made = Activity.objects.exclude(pk=office.activity.pk).get()
    assert (made.session_count, made.equipment, made.component) == (10, ["projector"], office.sciences)

    browser.post(f"/gestion/planning/activites/{made.pk}/modifier/", described(office, session_count=12))
    made.refresh_from_db()
    assert made.session_count == 12

    browser.post(f"/gestion/planning/activites/{made.pk}/supprimer/")
    assert not Activity.objects.filter(pk=made.pk).exists()
    verbs = ("create_activity", "change_activity", "remove_activity")
    assert all(journal(action=f"timetable.{verb}").get().actor == office.planner for verb in verbs)


def test_an_activity_with_sessions_is_not_removed(office: Office) -> None:
    office.browser.post(f"/gestion/planning/activites/{office.activity.pk}/supprimer/")

    assert Activity.objects.filter(pk=office.activity.pk).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"groups": []}, "groups"),
        ({"session_minutes": 5}, "session_minutes"),
        ({"session_count": 0}, "session_count"),
        ({"other_teachers": "Nemo Nusquam"}, "other_teachers"),
        ({"kind": "EV"}, "kind"),
    ],
)
def test_a_wrong_answer_about_an_activity_is_told_beside_its_field(
    office: Office, wrong: dict[str, Any], field: str
) -> None:
    address = f"/gestion/planning/activites/{office.activity.pk}/modifier/"

    answer = office.browser.post(address, described(office, **wrong))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert re.search(rf'id="id_{field}[^"]*-errors"', answer.text)


def test_an_event_holds_a_room_and_whoever_answers_for_it(office: Office) -> None:
    answer = office.browser.post(
        "/gestion/planning/evenement/",
        {"title": "Jury", "component": office.sciences.pk, "session_minutes": 120, "session_count": 1},
    )
    event = Activity.objects.get(title="Jury")
    assert answer["Location"] == f"/gestion/planning/activites/{event.pk}/"

    office.browser.post(
        f"/gestion/planning/activites/{event.pk}/seance/",
        {"day": "01/12/2026", "starts": "10:00", "minutes": 120, "rooms": office.free.name},
    )

    assert event.sessions.get().placement().rooms == {office.free.pk}
    assert event.kind == ActivityKind.EVENT


# ── A session ─────────────────────────────────────────────────────────────────


def placed(office: Office, **typed: Any) -> dict[str, Any]:
    """The class of Monday at 8 as the form of its page is filled in."""
    return {
        "day": "30/11/2026",
        "starts": "08:00",
        "minutes": 90,
        "rooms": office.room.pk,
        "teachers": [office.teacher.pk],
        "groups": [office.group.pk],
        "version": office.now.version,
        **typed,
    }


def test_a_session_is_moved_and_given_a_room_without_any_script(office: Office) -> None:
    office.browser.post(of_session(office), placed(office, day="01/12/2026", rooms=office.free.name))

    assert office.now.slot == slot(8, day=1)
    assert office.now.placement().rooms == {office.free.pk}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"day": "31/02/2026"}, "day"),
        ({"starts": "midi"}, "starts"),
        ({"minutes": 1000}, "minutes"),
        ({"rooms": "Nulle part"}, "rooms"),
        ({"groups": [0]}, "groups"),
        ({"starts": "19:00"}, "reason"),
    ],
)
def test_a_wrong_answer_about_a_session_is_told_beside_its_field(
    office: Office, wrong: dict[str, Any], field: str
) -> None:
    answer = office.browser.post(of_session(office), placed(office, **wrong))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert re.search(rf'id="id_{field}[^"]*-errors"', answer.text)
    assert office.now.slot == slot(8)


def test_what_holds_the_room_already_is_named_beside_it(office: Office) -> None:
    session(activity(GroupFactory.create(unit__code="HAI777I")), slot(14), office.free)

    answer = office.browser.post(of_session(office), placed(office, starts="14:00", rooms=office.free.pk))

    assert "HAI777I" in answer.text
    assert 'id="id_rooms-errors"' in answer.text


def test_a_free_room_is_taken_by_one_click(office: Office) -> None:
    page = office.browser.get(of_session(office)).text
    assert office.free.name in page

    office.browser.post(of_session(office, "salle/"), {"room": office.free.pk, "version": office.now.version})

    assert office.now.placement().rooms == {office.free.pk}


def test_a_session_is_cancelled_for_a_reason_and_restored(office: Office) -> None:
    browser = office.browser
    unsaid = browser.post(of_session(office, "annuler/"), {"version": office.now.version})
    assert unsaid.status_code == HTTPStatus.UNPROCESSABLE_ENTITY

    browser.post(of_session(office, "annuler/"), {"version": office.now.version, "cancellation": "Malade"})
    assert office.now.cancellation_reason == "Malade"
    assert "Malade" in browser.get(of_session(office)).text

    browser.post(of_session(office, "retablir/"), {"version": office.now.version})
    assert office.now.cancelled_at is None


def test_a_draft_is_deleted_and_what_was_seen_is_not(office: Office) -> None:
    seen = session(office.activity, slot(10), office.room)
    publish_sessions(Session.objects.filter(pk=seen.pk), by=None)
    browser = office.browser

    browser.post(of_session(office, "supprimer/"), {"version": office.now.version})
    browser.post(f"/gestion/planning/seances/{seen.pk}/supprimer/", {})

    assert list(Session.objects.all()) == [seen]
    assert journal(action="timetable.delete_draft").get().actor == office.planner


def test_a_session_is_locked_noted_and_its_history_says_who_did_so(office: Office) -> None:
    browser = office.browser
    browser.post(of_session(office, "verrou/"), {"version": office.now.version})
    browser.post(of_session(office, "note/"), {"version": office.now.version, "note": "Apportez un casque"})

    page = browser.get(of_session(office)).text

    assert office.now.locked
    assert office.now.note == "Apportez un casque"
    assert page.count(office.planner.display_name) >= 2
    browser.post(of_session(office, "verrou/"), {"version": office.now.version})
    assert not office.now.locked


@pytest.mark.parametrize("name", ["salle/", "annuler/", "retablir/", "verrou/", "note/", "supprimer/"])
def test_nothing_is_done_to_a_session_that_changed_since_one_saw_it(office: Office, name: str) -> None:
    cancelled = name == "retablir/"
    if cancelled:
        cancel_session(office.session, by=office.teacher, reason="Malade")
    before = Session.objects.values().get()

    typed = {"version": 99, "room": office.free.pk, "cancellation": "x", "note": "x"}
    office.browser.post(of_session(office, name), typed)

    assert Session.objects.values().get() == before


# ── Series, copies ────────────────────────────────────────────────────────────


def weekly(office: Office, **typed: Any) -> dict[str, Any]:
    """A series on Thursdays at 10 as the form is filled in."""
    return {
        "weekday": 4,
        "starts": "10:00",
        "minutes": 90,
        "first": "16/11/2026",
        "last": "18/12/2026",
        "rhythm": "every",
        "rooms": office.room.pk,
        "groups": [office.group.pk],
        **typed,
    }


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [
        # Thursday 3 December is a holiday.
        ({"rhythm": "every"}, ["11-19", "11-26", "12-10", "12-17"]),
        ({"rhythm": "odd"}, ["11-19", "12-17"]),
        ({"rhythm": "even"}, ["11-26", "12-10"]),
        ({"rhythm": "chosen", "chosen": ["2026-12-07"]}, ["12-10"]),
    ],
)
def test_a_series_follows_the_calendar_and_its_rhythm(office: Office, rhythm: dict[str, Any], days: list[str]) -> None:
    office.browser.post(f"/gestion/planning/activites/{office.activity.pk}/serie/", weekly(office, **rhythm))

    made = Session.objects.exclude(pk=office.session.pk)
    assert [f"{each.starts_at:%m-%d}" for each in made] == days
    assert Series.objects.get().sessions.count() == len(days)


def test_a_series_that_cannot_stand_everywhere_says_where_or_stands_where_it_can(office: Office) -> None:
    session(activity(GroupFactory.create()), slot(10, day=10), office.room)
    address = f"/gestion/planning/activites/{office.activity.pk}/serie/"

    refused = office.browser.post(address, weekly(office))
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "7 décembre" in refused.text
    assert not Series.objects.exists()

    office.browser.post(address, weekly(office, keep_what_can="on"))
    assert Series.objects.get().sessions.count() == 3


@pytest.mark.parametrize(
    "wrong", [{"last": "01/11/2026"}, {"rhythm": "chosen", "chosen": []}, {"first": "hier"}, {"weekday": 9}]
)
def test_a_series_that_means_nothing_is_not_placed(office: Office, wrong: dict[str, Any]) -> None:
    answer = office.browser.post(f"/gestion/planning/activites/{office.activity.pk}/serie/", weekly(office, **wrong))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Series.objects.exists()


def test_a_week_is_copied_once_to_another_at_the_same_hours(office: Office) -> None:
    address = f"/gestion/planning/copie/?{WEEK}"
    typed = {"from_week": "30/11/2026", "to_week": "09/12/2026"}

    office.browser.post(address, typed)
    office.browser.post(address, typed)

    copied = Session.objects.exclude(pk=office.session.pk).get()
    assert copied.slot == slot(8, day=7)
    assert copied.placement().rooms == office.now.placement().rooms


def test_a_copy_refused_somewhere_copies_nothing_or_what_it_can(office: Office) -> None:
    session(office.activity, slot(10), office.free)
    session(activity(GroupFactory.create()), slot(8, day=7), office.room)
    address = f"/gestion/planning/copie/?{WEEK}"
    typed = {"from_week": "30/11/2026", "to_week": "07/12/2026"}

    refused = office.browser.post(address, typed)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "La salle est déjà prise" in refused.text
    assert office.activity.sessions.count() == 2

    office.browser.post(address, {**typed, "keep_what_can": "on"})
    assert office.activity.sessions.count() == 3


def test_a_week_is_not_copied_onto_itself(office: Office) -> None:
    answer = office.browser.post(
        f"/gestion/planning/copie/?{WEEK}", {"from_week": "30/11/2026", "to_week": "04/12/2026"}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


# ── Several at once, undo ─────────────────────────────────────────────────────


def test_several_sessions_of_an_activity_are_moved_together_and_taken_back_together(office: Office) -> None:
    second = session(office.activity, slot(10), office.room)
    address = f"/gestion/planning/activites/{office.activity.pk}/"

    office.browser.post(address, {"sessions": [office.session.pk, second.pk], "change": "move", "days": 7})
    assert [each.slot for each in Session.objects.all()] == [slot(8, day=7), slot(10, day=7)]

    office.browser.post("/gestion/planning/defaire/", {"suite": address})
    assert [each.slot for each in Session.objects.all()] == [slot(8), slot(10)]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"change": "move"}, "days"),
        ({"change": "rooms"}, "rooms"),
        ({"change": "cancel"}, "reason"),
        ({"change": "publish", "sessions": []}, "sessions"),
    ],
)
def test_each_bulk_change_wants_its_own_answer(office: Office, typed: dict[str, Any], field: str) -> None:
    answer = office.browser.post(
        f"/gestion/planning/activites/{office.activity.pk}/", {"sessions": [office.session.pk], **typed}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert re.search(rf'id="id_{field}[^"]*-errors"', answer.text)


def test_several_sessions_change_rooms_or_are_published_at_once(office: Office) -> None:
    second = session(office.activity, slot(10), office.room)
    address, chosen = f"/gestion/planning/activites/{office.activity.pk}/", [office.session.pk, second.pk]

    office.browser.post(address, {"sessions": chosen, "change": "rooms", "rooms": office.free.name})
    office.browser.post(address, {"sessions": chosen, "change": "publish"})

    assert all(each.placement().rooms == {office.free.pk} for each in Session.objects.all())
    assert PublishedSession.objects.count() == 2


# ── Drafts ────────────────────────────────────────────────────────────────────


def test_what_publishing_changes_is_shown_old_and_new_with_how_many_it_concerns(office: Office) -> None:
    publish_sessions(Session.objects.all(), by=None)
    office.drop()
    new = session(office.activity, slot(14), office.free)

    page = office.browser.get("/gestion/planning/brouillons/").text

    assert "08:00 – 09:30" in page
    assert "10:00 – 11:30" in page
    assert "Modifiée" in page
    assert "Nouvelle" in page
    office.browser.post("/gestion/planning/brouillons/", {"vu": seen_in(page)})
    assert PublishedSession.objects.get(pk=office.session.pk).slot == slot(10, day=1)
    assert PublishedSession.objects.filter(pk=new.pk).exists()
    assert journal(action="timetable.publish_sessions").first() is not None


def test_what_was_not_shown_is_not_published(office: Office) -> None:
    page = office.browser.get("/gestion/planning/brouillons/").text
    office.drop()

    answer = office.browser.post("/gestion/planning/brouillons/", {"vu": seen_in(page)}, follow=True)

    assert not PublishedSession.objects.exists()
    assert "relisez" in answer.text


def test_only_what_was_looked_for_is_published(office: Office) -> None:
    other = GroupFactory.create(unit__code="ZZZ", unit__component=office.sciences)
    kept = session(activity(other), slot(14), office.free)
    page = office.browser.get("/gestion/planning/brouillons/?q=HAI501I").text

    office.browser.post("/gestion/planning/brouillons/", {"q": "HAI501I", "vu": seen_in(page)})

    assert not PublishedSession.objects.filter(pk=kept.pk).exists()
    assert PublishedSession.objects.filter(pk=office.session.pk).exists()


def test_a_whole_semester_is_published_in_the_background(office: Office, run_due_tasks: Run) -> None:
    rows = Session.objects.bulk_create(
        Session(
            activity=office.activity,
            starts_at=(there := slot(8, day=7 + number)).starts_at,
            ends_at=there.ends_at,
            changed_at=there.starts_at,
        )
        for number in range(AT_ONCE + 5)
    )
    page = office.browser.get("/gestion/planning/brouillons/").text

    office.browser.post("/gestion/planning/brouillons/", {"vu": seen_in(page)})
    assert not PublishedSession.objects.exists()
    run_due_tasks()

    assert PublishedSession.objects.count() == len(rows) + 1


def test_the_page_of_drafts_asks_as_much_for_many_as_for_few(office: Office, max_queries: Budget) -> None:
    for number in range(15):
        session(activity(GroupFactory.create(unit__component=office.sciences)), slot(8), RoomFactory.create())
        session(office.activity, slot(8 + number % 8, day=1 + number // 8, minutes=60), RoomFactory.create())
    browser = office.browser

    with max_queries(30):
        page = browser.get("/gestion/planning/brouillons/").text

    assert 'rel="next"' in page


@pytest.fixture
def exam(at: Traveller) -> ExamHall:
    at("2026-11-30 07:00")
    return ExamHall()


def test_an_exam_where_nobody_has_a_seat_is_no_draft_to_publish_and_its_page_is_told(exam: ExamHall) -> None:
    lesson = session(activity(exam.group, kind=ActivityKind.TD), slot(14))
    Activity.objects.filter(pk=lesson.activity_id).update(component=exam.component)
    browser = signed_in(exam.planner)
    page = browser.get("/gestion/planning/brouillons/").text

    browser.post("/gestion/planning/brouillons/", {"vu": seen_in(page)})

    assert list(PublishedSession.objects.values_list("pk", flat=True)) == [lesson.pk]
    assert count_of_drafts_waiting(exam.planner) == 0
    after = browser.get("/gestion/planning/brouillons/").text
    assert "Un examen à venir se publie à part" in after
    assert 'href="/gestion/planning/examens/"' in after
    assert "Hors examens" in after


def test_several_sessions_are_published_but_for_exams_which_are_named(exam: ExamHall) -> None:
    typed = {"sessions": [exam.session.pk], "change": "publish"}

    answer = signed_in(exam.planner).post(f"/gestion/planning/activites/{exam.session.activity_id}/", typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert re.search(r'id="id_sessions[^"]*-errors"', answer.text)
    assert "mardi 1er décembre 2026" in answer.text.partition('-errors"')[2]
    publish_drafts([exam.session.pk], by=exam.planner)
    assert not PublishedSession.objects.exists()


def test_that_an_exam_is_cancelled_is_published_with_the_rest(exam: ExamHall) -> None:
    exam.ready()
    cancel_session(exam.again(), by=exam.planner, reason="Grève")
    browser = signed_in(exam.planner)
    page = browser.get("/gestion/planning/brouillons/").text

    browser.post("/gestion/planning/brouillons/", {"vu": seen_in(page)})

    assert exam.seen.cancelled


def seen_in(page: str) -> str:
    """The state of the drafts that a page shows."""
    found = re.search(r'name="vu" value="([^"]+)"', page)
    assert found
    return found[1]


# ── Suggestions ───────────────────────────────────────────────────────────────


def test_a_session_goes_to_a_suggested_time_by_one_click(office: Office) -> None:
    browser = office.browser
    page = browser.get(of_session(office, "suggestions/")).text
    form = re.search(r'<form[^>]*method="post"[^>]*suggestions/".*?</form>', page, re.DOTALL)
    assert form
    assert page.count("Placer ici") == 10
    assert "dans la même salle" in page

    answer = browser.post(of_session(office, "suggestions/"), dict(hidden_in(form[0])))

    assert answer["Location"] == of_session(office)
    assert office.now.slot != slot(8)
    assert date(2026, 12, 1) <= office.now.starts_at.date()


def test_one_more_session_of_an_activity_is_suggested_and_placed(office: Office) -> None:
    address = f"/gestion/planning/activites/{office.activity.pk}/suggestions/"
    page = office.browser.get(f"{address}?du=07/12/2026&semaines=1").text
    form = re.search(r'<form[^>]*method="post"[^>]*suggestions/".*?</form>', page, re.DOTALL)
    assert form

    office.browser.post(address, dict(hidden_in(form[0])))

    made = office.activity.sessions.exclude(pk=office.session.pk).get()
    assert slot(0, day=7).starts_at <= made.starts_at < slot(0, day=14).starts_at
    assert made.placement().groups == {office.group.pk}


def test_a_suggestion_taken_in_between_is_refused_and_says_why(office: Office) -> None:
    there = slot(10, day=1)
    session(activity(GroupFactory.create()), there, office.free)
    typed = {"starts_at": there.starts_at.isoformat(), "minutes": 90, "rooms": office.free.pk}

    answer = office.browser.post(
        of_session(office, "suggestions/"), {**typed, "version": office.now.version}, follow=True
    )

    assert "La salle est déjà prise" in answer.text
    assert office.now.slot == slot(8)


@pytest.mark.parametrize("typed", [{}, {"starts_at": "demain"}, {"starts_at": "2026-12-01T10:00", "minutes": -5}])
def test_a_broken_suggestion_changes_nothing(office: Office, typed: dict[str, Any]) -> None:
    office.browser.post(of_session(office, "suggestions/"), typed)

    assert office.now.slot == slot(8)


def test_suggestions_are_looked_for_from_a_day_that_exists(office: Office) -> None:
    answer = office.browser.get(of_session(office, "suggestions/?du=31/02/2026"))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_nothing_is_suggested_in_the_past(office: Office, at: Traveller) -> None:
    at(office.session.starts_at + timedelta(days=3))

    page = office.browser.get(of_session(office, "suggestions/")).text

    assert "mardi 1er décembre" not in page


def hidden_in(form: str) -> list[tuple[str, str]]:
    """The answers that a form posts by itself."""
    return re.findall(r'name="(?!csrf)([a-z_]+)" value="([^"]*)"', form)
