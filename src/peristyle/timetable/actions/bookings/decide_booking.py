"""Answer a request for a room; cancel what was accepted."""

from dataclasses import replace

from django.db import transaction
from django.utils import translation

from peristyle.audit.public import record
from peristyle.curriculum.public import AcademicYear
from peristyle.kernel import clock
from peristyle.people.public import Person, write_to
from peristyle.timetable.actions.bookings.ask_booking import NotWaiting
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.place_session import create_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Activity, Booking, Session
from peristyle.timetable.queries.bookings import year_of
from peristyle.timetable.queries.change_words import when_in_words
from peristyle.timetable.queries.conflicts import conflicts_of
from peristyle.timetable.rules.sessions import ActivityKind, Placement, Slot


def approve_booking(booking: Booking, *, by: Person) -> Session:
    """The room is held by an event of whoever asked, seen at its door and in their timetable.

    The planner answers for what speaks against it softly: an hour or a day without classes. Raises NotWaiting,
    PlacementRefused when the room is taken by now.
    """
    with transaction.atomic():
        _decide(booking, by)
        activity = Activity.objects.create(
            year=AcademicYear.objects.get(year_of(booking.slot)),
            title=booking.purpose,
            kind=ActivityKind.EVENT,
            component_id=booking.room.scope,
            session_minutes=booking.slot.length.seconds // 60,
        )
        session = create_session(activity, _placement(activity, booking), by=by, reason=booking.purpose)
        Booking.objects.filter(pk=booking.pk).update(session=session)
        publish_sessions(Session.objects.filter(pk=session.pk), by=by)
        record("timetable.approve_booking", actor=by, subject=booking, room=booking.room_id)
        _tell(booking, booking.slot, "timetable/letters/booking_approved")
    return session


def refuse_booking(booking: Booking, *, reason: str, by: Person) -> None:
    """The asker learns why. Raises NotWaiting."""
    with transaction.atomic():
        _decide(booking, by, refusal_reason=reason)
        record("timetable.refuse_booking", actor=by, subject=booking, room=booking.room_id, reason=reason)
        _tell(booking, booking.slot, "timetable/letters/booking_refused", reason=reason)


def cancel_booking(booking: Booking, *, reason: str, by: Person) -> None:
    """The room is free again; the asker is told unless they did it. Raises NotWaiting if nothing is to cancel."""
    with transaction.atomic():
        session = Session.objects.select_related("activity").filter(booking=booking, cancelled_at=None).first()
        if session is None:
            raise NotWaiting
        cancel_session(session, by=by, reason=reason)
        publish_sessions(Session.objects.filter(pk=session.pk), by=by, aware=list(filter(None, [booking.asked_by_id])))
        record("timetable.cancel_booking", actor=by, subject=booking, room=booking.room_id, reason=reason)
        if by.pk != booking.asked_by_id:
            _tell(booking, session.slot, "timetable/letters/booking_cancelled", reason=reason)


def _decide(booking: Booking, by: Person, **facts: str) -> None:
    """One update decides who answered."""
    waiting = Booking.objects.filter(pk=booking.pk, decided_at=None, withdrawn_at=None)
    if not waiting.update(decided_at=clock.now(), decided_by=by, **facts):
        raise NotWaiting


def _placement(activity: Activity, booking: Booking) -> Placement:
    """The room, and whoever asked for it, unless they are held elsewhere then: they asked for somebody else."""
    room = Placement(booking.slot, rooms=frozenset({booking.room_id}))
    if booking.asked_by_id is None:
        return room
    with_asker = replace(room, teachers=frozenset({booking.asked_by_id}))
    return room if any(conflict.hard for conflict in conflicts_of(activity, with_asker)) else with_asker


def _tell(booking: Booking, slot: Slot, letter: str, **facts: str) -> None:
    if booking.asked_by is None:
        return
    with translation.override(booking.asked_by.language):
        write_to(
            booking.asked_by,
            letter,
            room=f"{booking.room.name} ({booking.room.building})",
            when=when_in_words(slot),
            purpose=booking.purpose,
            **facts,
        )
