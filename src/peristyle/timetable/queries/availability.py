"""Which teachers and rooms are not to be had, and when."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from peristyle.people.public import Person
from peristyle.timetable.models import Room, Session, Unavailability
from peristyle.timetable.rules.availability import covers, hours_of
from peristyle.timetable.rules.sessions import Slot

#: A room holds no more sessions in a semester.
_LOOKED_AT = 1000


def unavailable(persons: Collection[int], rooms: Collection[str], slot: Slot) -> list[Unavailability]:
    """What these teachers and rooms said of this time, each with its teacher or room: one query."""
    asked = Unavailability.objects.filter(Q(person__in=persons) | Q(room__in=rooms)).select_related("person", "room")
    return _covering(asked, slot)


def closed_rooms(slot: Slot) -> set[str]:
    """The codes of the rooms that are closed at some instant of a slot: one query."""
    closures = _covering(Unavailability.objects.filter(room__isnull=False), slot)
    return {str(closure.room_id) for closure in closures}


def declared_by(person: Person, now: datetime) -> QuerySet[Unavailability]:
    """What a teacher declared and is not over."""
    return _not_over(Unavailability.objects.filter(person=person), now)


def closures_of(room: Room, now: datetime) -> QuerySet[Unavailability]:
    """When a room is closed, from now on."""
    return _not_over(Unavailability.objects.filter(room=room), now)


def standing_when_closed(room: Room, now: datetime) -> list[Session]:
    """The coming sessions that stand in a room although it is closed then: two queries."""
    closures = list(closures_of(room, now))
    if not closures:
        return []
    held = Session.objects.filter(held_rooms__room=room, held_rooms__firm=True, ends_at__gt=now)
    coming = held.select_related("activity__unit").order_by("starts_at", "pk")[:_LOOKED_AT]
    return [each for each in coming if any(covers(closure, each.slot) for closure in closures)]


def _covering(declared: QuerySet[Unavailability], slot: Slot) -> list[Unavailability]:
    days = {hours.day.weekday() for hours in hours_of(slot)}
    once = Q(starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at)
    return [each for each in declared.filter(once | Q(weekday__in=days)) if covers(each, slot)]


def _not_over(declared: QuerySet[Unavailability], now: datetime) -> QuerySet[Unavailability]:
    return declared.filter(Q(ends_at=None) | Q(ends_at__gt=now))
