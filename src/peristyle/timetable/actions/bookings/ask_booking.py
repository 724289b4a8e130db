"""Ask for a room, or take the request back."""

from collections.abc import Callable

from django.db import transaction
from django.utils import translation

from peristyle.audit.public import record
from peristyle.curriculum.public import AcademicYear
from peristyle.kernel import clock
from peristyle.people.public import Person, write_to
from peristyle.timetable.models import Booking, Room
from peristyle.timetable.queries.bookings import open_requests_of, year_of
from peristyle.timetable.queries.change_words import when_in_words
from peristyle.timetable.queries.free_rooms import free_rooms
from peristyle.timetable.queries.requests import planners_of
from peristyle.timetable.rules.bookings import MOST_OPEN, BookingProblem, BookingRefused, lasts_too_long
from peristyle.timetable.rules.sessions import Slot


class NotWaiting(Exception):
    """The request was answered or withdrawn meanwhile."""


def ask_booking(room: Room, slot: Slot, *, purpose: str, people: int, by: Person) -> Booking:
    """The planners of the room are written to; it stays free until one accepts. Raises BookingRefused."""
    with transaction.atomic():
        # Two requests sent at once are counted one after the other.
        Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
        if problem := _problem(room, slot, people, by):
            raise BookingRefused(problem)
        booking = Booking.objects.create(
            room=room,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            purpose=purpose,
            people=people,
            asked_by=by,
            asked_at=clock.now(),
        )
        record("timetable.ask_booking", actor=by, subject=booking, room=room.pk)
        for planner in planners_of(room.scope, but=[by.pk]):
            with translation.override(planner.language):
                write_to(
                    planner,
                    "timetable/letters/booking_asked",
                    asker=by.display_name,
                    room=f"{room.name} ({room.building})",
                    when=when_in_words(slot),
                    purpose=purpose,
                    people=people,
                    booking_id=booking.pk,
                )
    return booking


def withdraw_booking(booking: Booking, *, by: Person) -> None:
    """Nobody needs to answer any more. Raises NotWaiting."""
    with transaction.atomic():
        waiting = Booking.objects.filter(pk=booking.pk, decided_at=None, withdrawn_at=None)
        if not waiting.update(withdrawn_at=clock.now()):
            raise NotWaiting
        record("timetable.withdraw_booking", actor=by, subject=booking, room=booking.room_id)


def _problem(room: Room, slot: Slot, people: int, by: Person) -> BookingProblem | None:
    checks: tuple[tuple[BookingProblem, Callable[[], bool]], ...] = (
        (BookingProblem.PAST, lambda: slot.starts_at <= clock.now()),
        (BookingProblem.TOO_LONG, lambda: lasts_too_long(slot)),
        (BookingProblem.TOO_SMALL, lambda: people > room.capacity),
        (BookingProblem.NO_YEAR, lambda: not AcademicYear.objects.filter(year_of(slot)).exists()),
        (BookingProblem.TOO_MANY, lambda: open_requests_of(by).count() >= MOST_OPEN),
        (BookingProblem.TAKEN, lambda: not free_rooms(slot).filter(pk=room.pk).exists()),
    )
    return next((problem for problem, found in checks if found()), None)
