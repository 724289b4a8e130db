"""Free rooms, requests, doors, sheets, closures, unavailabilities, occupancy: as people use the pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus
from pathlib import Path

import pytest
from pytest_django import Settings

from peristyle.kernel.permissions import Role
from peristyle.people.public import Component, Person, sync_components
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Booking, Room, Session, SessionRoom, Unavailability
from peristyle.timetable.queries.conflicts import conflicts_of
from peristyle.timetable.queries.suggestions import suggest
from peristyle.timetable.rules.bookings import BookingState
from peristyle.timetable.rules.conflicts import ConflictKind
from peristyle.timetable.rules.sessions import Placement
from tests.harness.inhabitants import signed_in, someone
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory
from tests.timetable.factories import BuildingFactory, GroupFactory, RoomFactory, activity, session, slot

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]
FREE, MINE, DECIDE = "/emploi-du-temps/salles/", "/emploi-du-temps/reservations/", "/gestion/planning/reservations/"
OWN = "/emploi-du-temps/indisponibilites/"
TOMORROW_NOON = {"day": "2026-12-01", "hour": "12:00", "minutes": "90", "people": "12", "purpose": "Soutenances"}


@pytest.fixture(autouse=True)
def _monday_morning(at: Traveller) -> None:
    at("2026-11-30 09:00")


@pytest.fixture
def building() -> object:
    sync_components()
    return BuildingFactory.create(code="B5", component=Component.objects.order_by("code").first())


@pytest.fixture
def room(building: object) -> Room:
    GroupFactory.create()  # the year is open
    room: Room = RoomFactory.create(code="TD5.01", name="TD 5.01", building=building, equipment=["projector"])
    return room


@pytest.fixture
def teacher(room: Room) -> Person:
    return someone(Role.TEACHER)


@pytest.fixture
def planner(room: Room) -> Person:
    return someone(Role.PLANNER, component=room.building.component)


@pytest.fixture
def stranger(room: Room) -> Person:
    return someone(Role.PLANNER, component=Component.objects.order_by("code").last())


def publish() -> None:
    publish_sessions(Session.objects.all(), by=None)


def held(room: Room, hour: int, *, day: int = 0, title: str = "", **values: object) -> Session:
    of = activity(GroupFactory.create(), title=title)
    return session(of, slot(hour, day=day), room, **values)  # type: ignore[arg-type]


def ask(by: Person, room: Room, **typed: str) -> object:
    return signed_in(by).post(f"{FREE}{room.pk}/reserver/", TOMORROW_NOON | typed)


# ── Free rooms ───────────────────────────────────────────────────────────────────


def test_anybody_finds_a_room_free_now_and_until_when(room: Room) -> None:
    taken: Room = RoomFactory.create(name="TD 5.02", building=room.building)
    held(taken, 8)
    held(room, 11)

    page = signed_in(someone(Role.STUDENT)).get(FREE)

    assert "TD 5.01" in page.text
    assert "11:00" in page.text
    assert "TD 5.02" not in page.text
    assert "openstreetmap" in page.text
    assert "Demander" not in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("places=40", True),
        ("places=41", False),
        ("equipment=projector", True),
        ("equipment=projector&equipment=computers", False),
        ("building=B5", True),
        ("building=B6", False),
        ("kind=lecture_hall", False),
        ("kind=classroom", True),
        ("day=2026-12-01&hour=11:30&minutes=60", False),
        ("day=2026-12-01&hour=09:00&minutes=120", True),
    ],
)
def test_rooms_are_found_by_time_size_equipment_building_and_kind(room: Room, query: str, *, found: bool) -> None:
    RoomFactory.create(name="Autre", building=BuildingFactory.create(code="B6"), kind="lecture_hall", capacity=20)
    held(room, 11, day=1)

    page = signed_in(someone(Role.STUDENT)).get(f"{FREE}?{query}")

    assert ("TD 5.01" in page.text) == found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("day=2026-11-29", "Ce moment est déjà passé"),
        ("day=2028-11-29", "dans l’année qui vient"),
        ("day=hier", "date valide"),
        ("hour=25:99", "heure valide"),
        ("minutes=7", "Sélectionnez un choix valide"),
        ("places=beaucoup", "nombre entier"),
        ("building=nowhere", "Sélectionnez un choix valide"),
    ],
)
def test_a_wrong_wish_is_told_at_its_field(room: Room, query: str, said: str) -> None:
    answer = signed_in(someone(Role.STUDENT)).get(f"{FREE}?{query}")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.text


def test_outside_the_opening_hours_it_is_told(room: Room) -> None:
    page = signed_in(someone(Role.STUDENT)).get(f"{FREE}?hour=21:00")

    assert "pas ouverte tout ce temps" in page.text


def test_the_next_page_keeps_what_was_asked(room: Room) -> None:
    for _number in range(25):
        RoomFactory.create(building=room.building, equipment=["projector", "sound"])

    page = signed_in(someone(Role.STUDENT)).get(f"{FREE}?places=10&equipment=projector&equipment=sound")

    assert "places=10&amp;equipment=projector&amp;equipment=sound&amp;page=2" in page.text


def test_free_rooms_cost_the_same_however_many_there_are(room: Room, max_queries: MaxQueries) -> None:
    for _number in range(25):
        held(RoomFactory.create(building=room.building), 11)
    browser = signed_in(someone(Role.TEACHER))

    with max_queries(12):
        browser.get(FREE)


def test_a_rooms_week_shows_what_is_published_and_no_draft(room: Room, teacher: Person) -> None:
    held(room, 8, day=2, title="Conférence", teachers=(teacher,))
    publish()
    held(room, 10, day=2, title="Brouillon caché")

    page = signed_in(someone(Role.STUDENT)).get(f"{FREE}{room.pk}/?jour=2026-12-02")

    assert "Conférence" in page.text
    assert "Aubépine" in page.text
    assert "Brouillon caché" not in page.text


# ── Requests ─────────────────────────────────────────────────────────────────────


def test_a_teacher_asks_a_planner_accepts_and_the_door_shows_it(
    room: Room, teacher: Person, planner: Person, at: Traveller
) -> None:
    found = signed_in(teacher).get(f"{FREE}?day=2026-12-01&hour=12:00&minutes=90")
    assert f"{FREE}{room.pk}/reserver/?day=2026-12-01&amp;hour=12%3A00&amp;minutes=90" in found.text
    assert ask(teacher, room).status_code == HTTPStatus.FOUND  # type: ignore[attr-defined]
    assert "En attente" in signed_in(teacher).get(MINE).text
    assert "1" in signed_in(planner).get("/gestion/").text
    booking = Booking.objects.get()

    assert "Soutenances" in signed_in(planner).get(DECIDE).text
    assert "À savoir avant d’accepter" in signed_in(planner).get(f"{DECIDE}{booking.pk}/").text
    signed_in(planner).post(f"{DECIDE}{booking.pk}/", {"decision": "accept"})

    assert "Acceptée" in signed_in(teacher).get(MINE).text
    assert "Soutenances" in signed_in(teacher).get("/emploi-du-temps/liste/?jour=2026-12-01").text
    at("2026-12-01 12:30")
    door = PageClient().get(f"/salles/{room.pk}/").text
    assert "Occupée" in door
    assert "Soutenances" in door
    assert "Aubépine" not in door


def test_a_refusal_says_why_and_a_decision_is_one(room: Room, teacher: Person, planner: Person) -> None:
    ask(teacher, room)
    address = f"{DECIDE}{Booking.objects.get().pk}/"

    assert "Dites pourquoi vous refusez" in signed_in(planner).post(address, {"decision": "refuse"}).text
    assert "Acceptez ou refusez" in signed_in(planner).post(address, {"decision": "perhaps"}).text
    signed_in(planner).post(address, {"decision": "refuse", "reason": "Travaux"})

    assert "Travaux" in signed_in(teacher).get(MINE).text
    assert signed_in(planner).post(address, {"decision": "accept"}).status_code == HTTPStatus.FOUND


def test_a_room_taken_in_between_is_told_to_the_planner(room: Room, teacher: Person, planner: Person) -> None:
    ask(teacher, room)
    held(room, 12, day=1)

    address = f"{DECIDE}{Booking.objects.get().pk}/"
    assert "n’est plus libre" in signed_in(planner).get(address).text
    answer = signed_in(planner).post(address, {"decision": "accept"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "La salle est déjà prise" in answer.text
    assert Booking.objects.get().state == BookingState.WAITING


def test_others_who_want_the_room_then_are_shown(room: Room, teacher: Person, planner: Person) -> None:
    ask(teacher, room)
    ask(someone(Role.STAFF), room, purpose="Formation <b>interne</b>")

    page = signed_in(planner).get(f"{DECIDE}{Booking.objects.latest('pk').pk - 1}/")

    assert "D’autres demandent cette salle" in page.text
    assert "Formation &lt;b&gt;interne&lt;/b&gt;" in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"hour": "08:00", "day": "2026-11-30", "minutes": "90"}, "déjà passé"),
        ({"people": "41"}, "pas assez de places"),
        ({"people": ""}, "combien de personnes"),
        ({"purpose": ""}, "à quoi la salle servira"),
        ({"day": "2027-11-20"}, "pas encore ouverte"),
        ({"hour": "16:00"}, "déjà prise ou fermée"),
    ],
)
def test_a_wrong_request_names_its_field_and_loses_nothing(
    room: Room, teacher: Person, typed: dict[str, str], said: str
) -> None:
    held(room, 16, day=1)

    answer = ask(teacher, room, **typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY  # type: ignore[attr-defined]
    assert said in answer.text  # type: ignore[attr-defined]
    assert ("Soutenances" in answer.text) == ("purpose" not in typed)  # type: ignore[attr-defined]
    assert not Booking.objects.exists()


def test_a_request_is_withdrawn_and_a_room_given_back(room: Room, teacher: Person, planner: Person) -> None:
    ask(teacher, room)
    ask(teacher, room, hour="15:00")
    first, second = Booking.objects.order_by("starts_at")
    signed_in(planner).post(f"{DECIDE}{second.pk}/", {"decision": "accept"})

    signed_in(teacher).post(f"{MINE}{first.pk}/retirer/")
    assert "Dites pourquoi" in signed_in(teacher).post(f"{MINE}{second.pk}/annuler/", {"reason": ""}).text
    signed_in(teacher).post(f"{MINE}{second.pk}/annuler/", {"reason": "Plus besoin"})

    first.refresh_from_db()
    second.refresh_from_db()
    assert [first.state, second.state] == [BookingState.WITHDRAWN, BookingState.CANCELLED]
    assert not SessionRoom.objects.filter(firm=True).exists()


def test_who_decides_second_reads_that_somebody_has_answered(room: Room, teacher: Person, planner: Person) -> None:
    ask(teacher, room)
    booking = Booking.objects.get()
    signed_in(planner).post(f"{DECIDE}{booking.pk}/", {"decision": "accept"})

    answer = signed_in(planner).post(f"{DECIDE}{booking.pk}/", {"decision": "refuse", "reason": "Non"}, follow=True)

    assert "n’attend plus de réponse" in answer.text
    booking.refresh_from_db()
    assert booking.state == BookingState.APPROVED


def test_a_planner_takes_an_accepted_room_back(room: Room, teacher: Person, planner: Person) -> None:
    ask(teacher, room)
    booking = Booking.objects.get()
    signed_in(planner).post(f"{DECIDE}{booking.pk}/", {"decision": "accept"})

    assert f"{DECIDE}{booking.pk}/annuler/" in signed_in(planner).get(DECIDE).text
    signed_in(planner).post(f"{DECIDE}{booking.pk}/annuler/", {"reason": "Inondation"})

    assert "Inondation" in signed_in(teacher).get(MINE).text


def test_a_request_nobody_answered_in_time_says_so(room: Room, teacher: Person, planner: Person, at: Traveller) -> None:
    ask(teacher, room)

    at("2026-12-01 12:00")

    assert "Restée sans réponse" in signed_in(teacher).get(MINE).text
    assert "Aucune demande" in signed_in(planner).get(DECIDE).text


def test_students_ask_for_no_room_unless_the_institution_says_so(
    room: Room, tmp_path: Path, settings: Settings
) -> None:
    student = someone(Role.STUDENT)
    assert ask(student, room).status_code == HTTPStatus.NOT_FOUND  # type: ignore[attr-defined]

    settings.PERISTYLE_INSTITUTION = _institution(settings, tmp_path, "students_book = true")

    assert ask(student, room).status_code == HTTPStatus.FOUND  # type: ignore[attr-defined]
    assert Booking.objects.get().asked_by == student


def test_attack_nobody_touches_anothers_booking_by_its_number(room: Room, teacher: Person, planner: Person) -> None:
    ask(teacher, room)
    booking = Booking.objects.get()
    other = signed_in(someone(Role.TEACHER))

    assert other.post(f"{MINE}{booking.pk}/retirer/").status_code == HTTPStatus.NOT_FOUND
    assert other.post(f"{DECIDE}{booking.pk}/", {"decision": "accept"}).status_code == HTTPStatus.FORBIDDEN
    signed_in(planner).post(f"{DECIDE}{booking.pk}/", {"decision": "accept"})
    assert other.post(f"{MINE}{booking.pk}/annuler/", {"reason": "Farce"}).status_code == HTTPStatus.NOT_FOUND

    booking.refresh_from_db()
    assert booking.state == BookingState.APPROVED


def test_attack_a_planner_decides_in_the_buildings_of_their_composante_only(
    room: Room, teacher: Person, planner: Person, stranger: Person
) -> None:
    ask(teacher, room)
    booking = Booking.objects.get()

    assert "Soutenances" not in signed_in(stranger).get(DECIDE).text
    answer = signed_in(stranger).post(f"{DECIDE}{booking.pk}/", {"decision": "accept"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    signed_in(planner).post(f"{DECIDE}{booking.pk}/", {"decision": "accept"})
    answer = signed_in(stranger).post(f"{DECIDE}{booking.pk}/annuler/", {"reason": "Farce"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    closing = {"repeats": "date", "date-first": "2026-12-03", "date-starts": "08:00", "date-ends": "10:00"}
    signed_in(stranger).post(f"/gestion/salles/{room.pk}/", closing)

    assert not Unavailability.objects.exists()
    assert signed_in(stranger).get(f"/gestion/salles/{room.pk}/affiche/").status_code == HTTPStatus.NOT_FOUND


def test_attack_nobody_answers_their_own_request(room: Room, planner: Person) -> None:
    ask(planner, room)

    answer = signed_in(planner).post(f"{DECIDE}{Booking.objects.get().pk}/", {"decision": "accept"})

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_lists_of_bookings_cost_the_same_however_long_they_are(
    room: Room, teacher: Person, planner: Person, max_queries: MaxQueries
) -> None:
    for hour in ("12:00", "14:00", "16:00", "18:00"):
        ask(teacher, room, hour=hour)
    for booking in Booking.objects.order_by("pk")[:2]:
        signed_in(planner).post(f"{DECIDE}{booking.pk}/", {"decision": "accept"})
    browser, own = signed_in(planner), signed_in(teacher)

    with max_queries(10):
        browser.get(DECIDE)
    with max_queries(8):
        own.get(MINE)


# ── Doors and sheets ─────────────────────────────────────────────────────────────


def test_a_door_is_read_without_signing_in_and_names_no_teacher(room: Room, teacher: Person) -> None:
    held(room, 8, title="Cours <script>", teachers=(teacher,))
    dropped = held(room, 14)
    publish()
    cancel_session(dropped, by=PersonFactory.create(), reason="Grève")
    publish()
    held(room, 16, title="Brouillon caché")

    door = PageClient().get(f"/salles/{room.pk}/")

    assert "Occupée" in door.text
    assert "jusqu’à 09:30" in door.text
    assert "Cours &lt;script&gt;" in door.text
    assert "Annulée" in door.text
    assert "Aubépine" not in door.text
    assert "Brouillon caché" not in door.text


def test_a_door_names_teachers_where_that_is_configured(
    room: Room, teacher: Person, tmp_path: Path, settings: Settings
) -> None:
    held(room, 8, teachers=(teacher,))
    publish()

    settings.PERISTYLE_INSTITUTION = _institution(settings, tmp_path, "door_teachers = true")

    assert "Aubépine" in PageClient().get(f"/salles/{room.pk}/").text


def test_a_door_speaks_english_and_refreshes_by_itself(room: Room) -> None:
    door = PageClient().in_english().get(f"/salles/{room.pk}/").text

    assert "Free" in door
    assert 'hx-trigger="every 60s"' in door


def test_the_door_of_a_room_that_was_withdrawn_is_gone(room: Room) -> None:
    Room.objects.update(withdrawn_at=slot(8).starts_at)

    assert PageClient().get(f"/salles/{room.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_a_code_with_a_slash_has_a_door(room: Room) -> None:
    RoomFactory.create(code="5/12 B", name="Salle 12", building=room.building)

    assert "Salle 12" in PageClient().get("/salles/5/12 B/").text


def test_a_door_costs_few_queries(room: Room, max_queries: MaxQueries) -> None:
    for hour in (8, 10, 12, 14):
        held(room, hour)
    publish()

    with max_queries(4):
        PageClient().get(f"/salles/{room.pk}/")


def test_the_sheet_of_a_door_has_a_code_that_leads_there(room: Room, planner: Person) -> None:
    sheet = signed_in(planner).get(f"/gestion/salles/{room.pk}/affiche/").text
    sheets = signed_in(planner).get("/gestion/salles/affiches/?building=B5").text

    for page in (sheet, sheets):
        assert 'src="data:image/svg+xml' in page
        assert f"/salles/{room.pk}/" in page


# ── Closures and unavailabilities ────────────────────────────────────────────────


def test_a_closed_room_is_not_free_refuses_sessions_and_opens_again(
    room: Room, planner: Person, teacher: Person
) -> None:
    page, browser = f"/gestion/salles/{room.pk}/", signed_in(planner)
    held(room, 12, day=1, title="Déjà là")
    weekly = {"repeats": "semaine", "semaine-weekday": "1", "semaine-starts": "12:00", "semaine-ends": "16:00"}
    assert browser.post(page, weekly).status_code == HTTPStatus.FOUND

    assert "Déjà là" in browser.get(page).text
    assert "chaque mardi, 12:00 – 16:00" in browser.get(page).text
    assert "TD 5.01" not in signed_in(teacher).get(f"{FREE}?day=2026-12-08&hour=14:00").text
    found = conflicts_of(activity(GroupFactory.create()), Placement(slot(14, day=8), frozenset({room.pk})))
    assert ConflictKind.ROOM_CLOSED in {each.kind for each in found if each.hard}
    browser.post(f"{page}fermetures/{Unavailability.objects.get().pk}/retirer/")

    assert "TD 5.01" in signed_in(teacher).get(f"{FREE}?day=2026-12-08&hour=14:00").text


def test_a_room_stays_free_until_it_closes(room: Room, planner: Person) -> None:
    once = {"repeats": "date", "date-first": "2026-12-01", "date-starts": "17:20", "date-ends": "18:00"}
    signed_in(planner).post(f"/gestion/salles/{room.pk}/", once)

    assert "17:20" in signed_in(planner).get(f"{FREE}?day=2026-12-01&hour=14:00").text


def test_a_teacher_declares_hours_that_planners_and_suggestions_know_and_takes_them_back(
    room: Room, teacher: Person
) -> None:
    browser, of = signed_in(teacher), activity(GroupFactory.create())
    of.teachers.add(teacher)
    week = {
        "repeats": "semaine",
        "semaine-wish": "impossible",
        "semaine-weekday": "2",
        "semaine-starts": "08:00",
        "semaine-ends": "20:00",
        "semaine-first": "2026-12-01",
        "semaine-last": "2026-12-15",
    }
    assert browser.post(OWN, week).status_code == HTTPStatus.FOUND
    assert "chaque mercredi, 08:00 – 20:00, du 30 novembre 2026 au 20 décembre 2026" in browser.get(OWN).text

    placement = Placement(slot(14, day=2), teachers=frozenset({teacher.pk}))
    assert ConflictKind.UNAVAILABLE in {each.kind for each in conflicts_of(of, placement)}
    after = Placement(slot(14, day=23), teachers=frozenset({teacher.pk}))
    assert ConflictKind.UNAVAILABLE not in {each.kind for each in conflicts_of(of, after)}
    suggested = suggest(of, session=None, around=slot(0, day=2).starts_at.date(), weeks=1)
    assert all(each.slot.starts_at.weekday() != 2 for each in suggested)
    browser.post(f"{OWN}{Unavailability.objects.get().pk}/retirer/")

    assert not Unavailability.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"repeats": "semaine", "semaine-starts": "12:00", "semaine-ends": "10:00"}, "vient avant la première"),
        ({"repeats": "semaine", "semaine-first": "2026-12-01"}, "Donnez les deux dates"),
        (
            {"repeats": "semaine", "semaine-first": "2026-12-08", "semaine-last": "2026-12-01"},
            "vient avant la première",
        ),
        ({"repeats": "semaine", "semaine-first": "2026-09-01", "semaine-last": "2026-10-01"}, "déjà passé"),
        ({"repeats": "semaine", "semaine-first": "2026-12-01", "semaine-last": "2029-12-01"}, "un an au plus"),
        ({"repeats": "semaine", "semaine-weekday": "8"}, "Sélectionnez un choix valide"),
        ({"repeats": "date", "date-first": ""}, "obligatoire"),
        ({"repeats": "date", "date-first": "2026-11-02"}, "déjà passé"),
        ({"repeats": "date", "date-first": "2026-12-02", "date-ends": "07:00"}, "vient avant la première"),
        ({"repeats": "date", "date-first": "2026-12-02", "date-wish": "peut-être"}, "Sélectionnez un choix valide"),
    ],
)
def test_a_wrong_unavailability_names_its_field(teacher: Person, typed: dict[str, str], said: str) -> None:
    right = {
        "semaine-wish": "undesired",
        "semaine-weekday": "2",
        "semaine-starts": "08:00",
        "semaine-ends": "20:00",
        "date-wish": "impossible",
        "date-starts": "08:00",
        "date-ends": "10:00",
    }

    answer = signed_in(teacher).post(OWN, right | typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.text
    assert not Unavailability.objects.exists()


def test_a_post_that_says_neither_way_declares_nothing(teacher: Person) -> None:
    assert signed_in(teacher).post(OWN, {"repeats": "jamais"}).status_code == HTTPStatus.OK
    assert not Unavailability.objects.exists()


def test_attack_nobody_takes_anothers_unavailability_back(teacher: Person, planner: Person, room: Room) -> None:
    once = {
        "repeats": "date",
        "date-wish": "impossible",
        "date-first": "2026-12-03",
        "date-starts": "08:00",
        "date-ends": "10:00",
    }
    signed_in(teacher).post(OWN, once)
    number = Unavailability.objects.get().pk

    assert signed_in(someone(Role.TEACHER)).post(f"{OWN}{number}/retirer/").status_code == HTTPStatus.NOT_FOUND
    through_a_room = f"/gestion/salles/{room.pk}/fermetures/{number}/retirer/"
    assert signed_in(planner).post(through_a_room).status_code == HTTPStatus.NOT_FOUND
    assert Unavailability.objects.exists()


# ── Occupancy ────────────────────────────────────────────────────────────────────


def test_occupancy_is_a_table_a_drawing_and_a_file(room: Room, planner: Person) -> None:
    held(room, 8)
    publish()
    query = "?first=2026-11-30&last=2026-12-05"

    page = signed_in(planner).get(f"/gestion/salles/occupation/{query}").text
    file = signed_in(planner).get(f"/gestion/salles/occupation/csv/{query}&building=B5").content.decode("utf-8-sig")

    assert "Bâtiment 5" in page
    assert "chart-drawing" in page
    line = next(line for line in file.splitlines() if ";8:00;" in line)
    assert line.split(";")[1:] == ["TD5.01", "TD 5.01", "8:00", "1", "6,00", "1,00", "17", ""]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?first=2026-12-05&last=2026-11-30", "vient avant la première"),
        ("?first=2020-12-05&last=2026-11-30", "un an au plus"),
        ("?first=jamais", "date valide"),
    ],
)
def test_a_wrong_period_is_told(planner: Person, query: str, said: str) -> None:
    for address in ("/gestion/salles/occupation/", "/gestion/salles/occupation/csv/"):
        answer = signed_in(planner).get(address + query)

        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert said in answer.text


def test_the_managed_page_leads_to_door_week_and_closures(room: Room, planner: Person) -> None:
    page = signed_in(planner).get("/gestion/salles/").text

    for address in (f"/salles/{room.pk}/", f"{FREE}{room.pk}/", f"/gestion/salles/{room.pk}/"):
        assert f'href="{address}"' in page


def _institution(settings: Settings, directory: Path, line: str) -> Path:
    """The institution of the tests, with another timetable.toml."""
    copy = directory / "institution.toml"
    copy.write_text(Path(settings.PERISTYLE_INSTITUTION).read_text(encoding="utf-8"), encoding="utf-8")
    (directory / "timetable.toml").write_text(f"{line}\n", encoding="utf-8")
    return copy
