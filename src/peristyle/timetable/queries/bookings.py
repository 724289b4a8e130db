"""Requests for rooms: one's own, those that wait for a planner, those that were accepted."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.models import Booking
from peristyle.timetable.queries.rooms import within_managed
from peristyle.timetable.rules.sessions import Slot


def bookings_of(person: Person) -> QuerySet[Booking]:
    """What somebody asked for, the latest time first."""
    return _shown(Booking.objects.filter(asked_by=person))


def open_requests_of(person: Person) -> QuerySet[Booking]:
    """What somebody asked for and may still be answered."""
    return Booking.objects.filter(_waiting(), asked_by=person)


def bookings_to_decide(planner: Person) -> QuerySet[Booking]:
    """What waits for this planner, the nearest time first: in the rooms they manage, and not their own."""
    return _shown(_waiting_for(planner)).order_by("starts_at", "pk")


def booking_waits_no_more(planner: Person, booking_id: int) -> bool:
    """Whether this planner could have decided it, had nobody answered, nor withdrawn it, nor its time come."""
    return _asked_by_others(planner).exclude(_waiting()).filter(pk=booking_id).exists()


def bookings_waiting(planner: Person) -> int:
    """How many: one query."""
    return _waiting_for(planner).count()


def bookings_accepted(planner: Person) -> QuerySet[Booking]:
    """What was accepted in the rooms of this planner and is still to come or going on."""
    return _shown(_coming().filter(within_managed("room__building", planner))).order_by("session__starts_at", "pk")


def bookings_to_cancel(person: Person) -> QuerySet[Booking]:
    """What somebody was given and may still give back."""
    return _shown(_coming().filter(asked_by=person))


def rivals_of(booking: Booking) -> QuerySet[Booking]:
    """Other requests for the same room that wait and have an instant in common with this one."""
    others = Booking.objects.filter(
        _waiting(), room=booking.room_id, starts_at__lt=booking.ends_at, ends_at__gt=booking.starts_at
    )
    return _shown(others.exclude(pk=booking.pk)).order_by("asked_at")


def year_of(slot: Slot) -> Q:
    """The academic year in which a slot begins."""
    day = timezone.localtime(slot.starts_at).date()
    return Q(starts_on__lte=day, ends_on__gte=day)


def _waiting() -> Q:
    """What nobody answered, while an answer still helps."""
    return Q(decided_at=None, withdrawn_at=None, starts_at__gt=clock.now())


def _waiting_for(planner: Person) -> QuerySet[Booking]:
    return _asked_by_others(planner).filter(_waiting())


def _asked_by_others(planner: Person) -> QuerySet[Booking]:
    return Booking.objects.filter(within_managed("room__building", planner)).exclude(asked_by=planner)


def _coming() -> QuerySet[Booking]:
    return Booking.objects.filter(session__cancelled_at=None, session__ends_at__gt=clock.now())


def _shown(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    return bookings.select_related("room__building", "session", "asked_by")
