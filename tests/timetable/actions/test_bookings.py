"""Rooms are asked for, given or refused; two requests for the same time are never both given."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from peristyle.audit.public import journal
from peristyle.kernel.permissions import Role
from peristyle.people.public import Component, Person, sync_components
from peristyle.timetable.actions.availability.declare import DeclaredTime, close_room
from peristyle.timetable.actions.bookings.ask_booking import NotWaiting, ask_booking, withdraw_booking
from peristyle.timetable.actions.bookings.decide_booking import approve_booking, cancel_booking, refuse_booking
from peristyle.timetable.actions.erase_timetable import erase_timetable
from peristyle.timetable.models import Booking, PublishedSession, Room, SessionRoom, SessionTeacher
from peristyle.timetable.queries.bookings import bookings_to_decide, open_requests_of
from peristyle.timetable.queries.requests import planners_of
from peristyle.timetable.queries.timetables import timetable_of
from peristyle.timetable.rules.bookings import MOST_OPEN, BookingProblem, BookingRefused, BookingState
from peristyle.timetable.rules.conflicts import PlacementRefused
from peristyle.timetable.rules.sessions import Slot
from tests.harness.inhabitants import someone
from tests.harness.letters import Outbox
from tests.harness.races import at_once
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory
from tests.timetable.factories import BuildingFactory, GroupFactory, RoomFactory, activity, session, slot

pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def _monday_morning(at: Traveller) -> None:
    at("2026-11-30 07:00")


@pytest.fixture
def room() -> Room:
    GroupFactory.create()  # the year is open
    room: Room = RoomFactory.create(name="TD 5.01")
    return room


def ask(room: Room, when: Slot, by: Person | None = None, *, people: int = 12) -> Booking:
    return ask_booking(room, when, purpose="Soutenances", people=people, by=by or someone(Role.TEACHER))


def state(booking: Booking) -> BookingState:
    return Booking.objects.select_related("session").get(pk=booking.pk).state


def test_an_accepted_request_holds_the_room_and_is_seen_by_whoever_asked(room: Room) -> None:
    teacher = someone(Role.TEACHER)
    planner = someone(Role.PLANNER)
    booking = ask(room, slot(12), teacher)
    assert not SessionRoom.objects.exists()

    approve_booking(booking, by=planner)

    assert state(booking) == BookingState.APPROVED
    (held,) = SessionRoom.objects.filter(room=room, firm=True)
    assert Slot(held.starts_at, held.ends_at) == slot(12)
    assert [each.activity.title for each in timetable_of(teacher)] == ["Soutenances"]
    assert journal(action="timetable.approve_booking").get().actor == planner


def test_who_teaches_at_that_time_asked_for_somebody_else(room: Room) -> None:
    teacher = someone(Role.TEACHER)
    session(activity(GroupFactory.create()), slot(12), teachers=(teacher,))

    approve_booking(ask(room, slot(12), teacher), by=someone(Role.PLANNER))

    assert SessionRoom.objects.filter(room=room).count() == 1
    assert SessionTeacher.objects.filter(person=teacher).count() == 1


def test_planners_are_asked_and_the_answer_reaches_whoever_asked(
    room: Room, outbox: Outbox, run_due_tasks: Run
) -> None:
    teacher, planner = someone(Role.TEACHER), someone(Role.PLANNER)

    given, refused = ask(room, slot(12), teacher), ask(room, slot(14), teacher)
    approve_booking(given, by=planner)
    refuse_booking(refused, reason="Travaux", by=planner)
    cancel_booking(given, reason="Inondation", by=planner)
    run_due_tasks()

    told = [(letter.to, letter.subject.split("\u202f:")[0]) for letter in outbox.letters]
    assert told == [
        (planner.backup_email, "Salle demandée"),
        (planner.backup_email, "Salle demandée"),
        (teacher.backup_email, "Votre salle est réservée"),
        (teacher.backup_email, "Votre demande de salle est refusée"),
        (teacher.backup_email, "Votre réservation est annulée"),
    ]
    assert "Inondation" in outbox.last.text
    assert "lundi 30 novembre 2026" in outbox.last.text


def test_a_cancelled_booking_frees_the_room_and_stays_told(room: Room) -> None:
    booking = ask(room, slot(12))
    approve_booking(booking, by=someone(Role.PLANNER))

    cancel_booking(booking, reason="Inondation", by=someone(Role.PLANNER))

    assert state(booking) == BookingState.CANCELLED
    assert PublishedSession.objects.get().cancellation_reason == "Inondation"
    assert ask(room, slot(12))
    with pytest.raises(NotWaiting):
        cancel_booking(booking, reason="Encore", by=someone(Role.PLANNER))


def test_what_was_answered_or_withdrawn_is_not_answered_again(room: Room) -> None:
    teacher, planner = someone(Role.TEACHER), someone(Role.PLANNER)
    withdrawn, refused = ask(room, slot(12), teacher), ask(room, slot(14), teacher)

    withdraw_booking(withdrawn, by=teacher)
    refuse_booking(refused, reason="Travaux", by=planner)

    for booking in (withdrawn, refused):
        with pytest.raises(NotWaiting):
            approve_booking(booking, by=planner)
        with pytest.raises(NotWaiting):
            withdraw_booking(booking, by=teacher)
    assert [state(withdrawn), state(refused)] == [BookingState.WITHDRAWN, BookingState.REFUSED]


def test_a_room_that_was_taken_in_between_is_not_given_and_the_request_waits(room: Room) -> None:
    booking = ask(room, slot(12))
    session(activity(GroupFactory.create()), slot(13), room)

    with pytest.raises(PlacementRefused):
        approve_booking(booking, by=someone(Role.PLANNER))

    assert state(booking) == BookingState.WAITING


@pytest.mark.parametrize(
    ("when", "people", "problem"),
    [
        (slot(6), 12, BookingProblem.PAST),
        (slot(8, minutes=13 * 60), 12, BookingProblem.TOO_LONG),
        (slot(12), 41, BookingProblem.TOO_SMALL),
        (slot(12, day=400), 12, BookingProblem.NO_YEAR),
        (slot(16), 12, BookingProblem.TAKEN),
        (slot(18), 12, BookingProblem.TAKEN),
    ],
)
def test_what_cannot_be_given_is_not_asked_for(room: Room, when: Slot, people: int, problem: BookingProblem) -> None:
    session(activity(GroupFactory.create()), slot(16), room)
    closed = slot(18)
    close_room(
        room, DeclaredTime(starts_at=closed.starts_at, ends_at=closed.ends_at), reason="", by=someone(Role.PLANNER)
    )

    with pytest.raises(BookingRefused) as refused:
        ask(room, when, people=people)

    assert refused.value.problem == problem
    assert not Booking.objects.exists()


def test_few_requests_wait_at_once_and_those_whose_time_came_wait_no_more(room: Room, at: Traveller) -> None:
    teacher = someone(Role.TEACHER)
    for hour in range(MOST_OPEN):
        ask(room, slot(8, day=1 + hour), teacher)

    with pytest.raises(BookingRefused) as refused:
        ask(room, slot(8, day=9), teacher)
    assert refused.value.problem == BookingProblem.TOO_MANY

    at(slot(8, day=1).starts_at + timedelta(minutes=1))
    assert open_requests_of(teacher).count() == MOST_OPEN - 1
    assert bookings_to_decide(someone(Role.PLANNER)).count() == MOST_OPEN - 1
    assert ask(room, slot(8, day=9), teacher)


def test_planners_of_the_composante_of_the_building_are_told_else_those_of_all_else_any() -> None:
    sync_components()
    sciences, other = Component.objects.order_by("code")[:2]
    own, shared = (
        RoomFactory.create(building=BuildingFactory.create(component=component)) for component in (sciences, None)
    )
    there, elsewhere = someone(Role.PLANNER, component=sciences), someone(Role.PLANNER, component=other)

    assert planners_of(own.scope) == [there]
    assert planners_of(shared.scope) == [there, elsewhere]
    everywhere = someone(Role.PLANNER)
    assert planners_of(shared.scope) == [everywhere]
    assert planners_of(shared.scope, but=[everywhere.pk]) == [there, elsewhere]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_acceptances_at_once_one_wins() -> None:
    GroupFactory.create()
    room: Room = RoomFactory.create()
    first, second = (ask(room, slot(hour)) for hour in (12, 13))
    planners = someone(Role.PLANNER), someone(Role.PLANNER)

    def accept(booking: Booking, by: Person) -> bool:
        try:
            approve_booking(booking, by=by)
        except PlacementRefused:
            return False
        return True

    won = at_once(lambda: accept(first, planners[0]), lambda: accept(second, planners[1]))

    assert sorted(won) == [False, True]
    assert SessionRoom.objects.filter(room=room, firm=True).count() == 1
    assert sorted((state(first), state(second))) == [BookingState.APPROVED, BookingState.WAITING]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_planners_at_once_one_answers() -> None:
    GroupFactory.create()
    booking = ask(RoomFactory.create(), slot(12))
    planners = someone(Role.PLANNER), someone(Role.PLANNER)

    def answer(verb: Callable[[], object]) -> bool:
        try:
            verb()
        except NotWaiting:
            return False
        return True

    won = at_once(
        lambda: answer(lambda: approve_booking(booking, by=planners[0])),
        lambda: answer(lambda: refuse_booking(booking, reason="Non", by=planners[1])),
    )

    assert sorted(won) == [False, True]


def test_who_asked_is_forgotten_and_the_event_stays(room: Room) -> None:
    teacher = PersonFactory.create()
    given, waiting = ask(room, slot(12), teacher), ask(room, slot(14), teacher)
    approve_booking(given, by=someone(Role.PLANNER))

    erase_timetable(teacher.pk)

    assert not Booking.objects.filter(pk=waiting.pk).exists()
    assert Booking.objects.get(pk=given.pk).asked_by is None
    assert SessionRoom.objects.filter(room=room, firm=True).count() == 1
    assert not SessionTeacher.objects.filter(person=teacher).exists()
