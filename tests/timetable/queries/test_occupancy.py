"""How much rooms are used, added up by the database as a naive reader would."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from peristyle.kernel.permissions import Role
from peristyle.timetable.actions.bookings.ask_booking import ask_booking
from peristyle.timetable.actions.bookings.decide_booking import approve_booking
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Activity, Room, Session
from peristyle.timetable.queries.occupancy import occupancy
from peristyle.timetable.rules.days import Span
from tests.harness.inhabitants import someone
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory
from tests.timetable.factories import BuildingFactory, GroupFactory, RoomFactory, activity, member, session, slot

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]
WEEK = Span(date(2026, 11, 30), date(2026, 12, 6))


@pytest.fixture
def rooms() -> tuple[Room, Room]:
    building = BuildingFactory.create(code="B5")
    return RoomFactory.create(building=building, capacity=40), RoomFactory.create(building=building, capacity=20)


def publish() -> None:
    publish_sessions(Session.objects.all(), by=None)


def test_published_classes_are_counted_in_hours_and_in_seats(rooms: tuple[Room, Room]) -> None:
    group = GroupFactory.create()
    for _number in range(10):
        member(group)
    session(activity(group), slot(8), rooms[0])
    session(activity(group), slot(8, day=1), rooms[0])
    publish()
    session(activity(group), slot(8, day=2), rooms[0])  # a draft

    found = occupancy(WEEK)

    assert (found.days, found.places[0].rooms) == (6, 2)
    assert (found.total.open, found.total.used) == (2 * 6 * 12 * 60, 180)
    assert found.total.seat_rate == 25
    assert [(hour, tally.used) for hour, tally in found.by_hour if tally.used] == [(8, 120), (9, 60)]


def test_a_session_in_two_rooms_fills_each_by_its_share(rooms: tuple[Room, Room]) -> None:
    group = GroupFactory.create()
    for _number in range(30):
        member(group)
    session(activity(group), slot(8), *rooms)
    publish()

    found = occupancy(WEEK, "B5")

    assert {place.code: tally.seat_rate for place, tally in found.by_place} == {rooms[0].pk: 50, rooms[1].pk: 50}
    assert occupancy(WEEK).total.seat_rate == 50


def test_takers_of_a_whole_unit_and_people_of_a_booking_are_expected(rooms: tuple[Room, Room], at: Traveller) -> None:
    at("2026-11-30 07:00")
    group = GroupFactory.create()
    for _number in range(4):
        member(group)
    whole = activity(group, whole_unit=True)
    whole.groups.clear()
    session(Activity.objects.get(pk=whole.pk), slot(8), rooms[0])
    publish()
    booking = ask_booking(rooms[1], slot(10), purpose="Réunion", people=10, by=someone(Role.TEACHER))
    approve_booking(booking, by=PersonFactory.create())

    found = occupancy(WEEK, "B5")

    assert {place.code: tally.seat_rate for place, tally in found.by_place} == {rooms[0].pk: 10, rooms[1].pk: 50}


def test_what_is_cancelled_elsewhere_or_on_a_sunday_is_not_counted(rooms: tuple[Room, Room]) -> None:
    group = GroupFactory.create()
    dropped = session(activity(group), slot(8), rooms[0])
    cancel_session(dropped, by=PersonFactory.create(), reason="Grève")
    session(activity(group), slot(8, day=7), rooms[0])
    session(activity(group), slot(8, day=6), rooms[0])
    session(activity(group), slot(10), RoomFactory.create())
    publish()

    assert occupancy(WEEK, "B5").total.used == 0


def test_an_hour_before_and_after_the_clocks_change_is_the_same_hour(rooms: tuple[Room, Room]) -> None:
    group = GroupFactory.create()
    session(activity(group), slot(8, day=-42, minutes=60), rooms[0])  # 19 October, summer time
    session(activity(group), slot(8, minutes=60), rooms[0])
    publish()

    found = occupancy(Span(date(2026, 10, 1), date(2026, 12, 31)))

    assert [(hour, tally.used) for hour, tally in found.by_hour if tally.used] == [(8, 120)]


def test_it_costs_three_queries_however_many_sessions_there_are(
    rooms: tuple[Room, Room], max_queries: MaxQueries
) -> None:
    group = GroupFactory.create()
    for day in range(5):
        session(activity(group), slot(8, day=day), rooms[0])
    publish()

    with max_queries(3):
        assert occupancy(WEEK).total.used == 5 * 90
