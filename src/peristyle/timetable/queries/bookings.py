"""Requests for rooms: one's own, and those that wait."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from peristyle.people.public import Person
from peristyle.timetable.models import Booking
from peristyle.timetable.rules.sessions import Slot


def bookings_of(person: Person) -> QuerySet[Booking]:
    """What somebody asked for, the latest time first."""
    return _shown(Booking.objects.filter(asked_by=person))


def open_requests_of(person: Person) -> QuerySet[Booking]:
    """What somebody asked for and waits for an answer."""
    return Booking.objects.filter(_WAITING, asked_by=person)


def waiting_bookings() -> QuerySet[Booking]:
    """What waits for a planner, the nearest time first."""
    return _shown(Booking.objects.filter(_WAITING)).order_by("starts_at", "pk")


def accepted_bookings(since: object) -> QuerySet[Booking]:
    """What was accepted and is still to come."""
    coming = Booking.objects.filter(session__cancelled_at=None, session__ends_at__gt=since)
    return _shown(coming).order_by("session__starts_at", "pk")


def count_of_bookings_waiting(_planner: Person) -> int:
    """How many requests wait."""
    return Booking.objects.filter(_WAITING).count()


def year_of(slot: Slot) -> Q:
    """The academic year in which a slot begins."""
    day = timezone.localtime(slot.starts_at).date()
    return Q(starts_on__lte=day, ends_on__gte=day)


_WAITING = Q(decided_at=None, withdrawn_at=None)


def _shown(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    return bookings.select_related("room__building", "session", "asked_by")
