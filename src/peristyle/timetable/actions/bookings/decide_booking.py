"""Answer a request for a room; cancel what was accepted."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.curriculum.public import AcademicYear
from peristyle.kernel import clock
from peristyle.kernel.addresses import absolute
from peristyle.people.public import Person, write_to
from peristyle.timetable.actions.bookings.ask_booking import NotWaiting
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.place_session import create_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Activity, Booking, Session
from peristyle.timetable.queries.bookings import year_of
from peristyle.timetable.rules.sessions import ActivityKind, Placement


def approve_booking(booking: Booking, *, by: Person) -> Session:
    """The room is held by an event that everybody sees. Raises NotWaiting, PlacementRefused when it is taken by now.

    The planner answers for what speaks against it softly: an hour or a day without classes.
    """
    with transaction.atomic():
        _decide(booking, by)
        activity = Activity.objects.create(
            year=AcademicYear.objects.get(year_of(booking.slot)),
            title=booking.purpose,
            kind=ActivityKind.EVENT,
            session_minutes=booking.slot.length.seconds // 60,
        )
        placement = Placement(booking.slot, rooms=frozenset({booking.room_id}))
        session = create_session(activity, placement, by=by, reason=booking.purpose)
        Booking.objects.filter(pk=booking.pk).update(session=session)
        publish_sessions(Session.objects.filter(pk=session.pk), by=by)
        record("timetable.approve_booking", actor=by, subject=booking, room=booking.room_id)
        _tell(booking, "timetable/letters/booking_approved")
    return session


def refuse_booking(booking: Booking, *, reason: str, by: Person) -> None:
    """The asker learns why. Raises NotWaiting."""
    with transaction.atomic():
        _decide(booking, by, refusal_reason=reason)
        record("timetable.refuse_booking", actor=by, subject=booking, room=booking.room_id, reason=reason)
        _tell(booking, "timetable/letters/booking_refused", reason=reason)


def cancel_booking(booking: Booking, *, reason: str, by: Person) -> None:
    """The room is free again; the asker is told unless they did it. Raises NotWaiting if nothing is to cancel."""
    with transaction.atomic():
        session = Session.objects.select_related("activity").filter(booking=booking, cancelled_at=None).first()
        if session is None:
            raise NotWaiting
        cancel_session(session, by=by, reason=reason)
        publish_sessions(Session.objects.filter(pk=session.pk), by=by)
        record("timetable.cancel_booking", actor=by, subject=booking, room=booking.room_id, reason=reason)
        if by.pk != booking.asked_by_id:
            _tell(booking, "timetable/letters/booking_cancelled", reason=reason)


def _decide(booking: Booking, by: Person, **facts: str) -> None:
    """One update decides who answered."""
    waiting = Booking.objects.filter(pk=booking.pk, decided_at=None, withdrawn_at=None)
    if not waiting.update(decided_at=clock.now(), decided_by=by, **facts):
        raise NotWaiting


def _tell(booking: Booking, letter: str, **facts: str) -> None:
    if booking.asked_by:
        write_to(
            booking.asked_by,
            letter,
            room=booking.room.name,
            starts_at=booking.starts_at,
            ends_at=booking.ends_at,
            purpose=booking.purpose,
            link=absolute("timetable:my_bookings"),
            **facts,
        )
