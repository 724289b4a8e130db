"""Declare when a teacher is not to be had, or when a room is closed; take it back."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.models import Room, Unavailability
from peristyle.timetable.rules.availability import Wish

#: A teacher's whole year is said in fewer lines.
MOST_DECLARED = 50


class TooManyDeclared(Exception):
    """A person or a room has as many lines as are kept."""


@dataclass(frozen=True)
class DeclaredTime:
    """Once, from an instant to another; or on a weekday, from an hour to another, in these weeks (their Mondays)."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    weekday: int | None = None
    starts: time | None = None
    ends: time | None = None
    weeks: tuple[str, ...] | None = None

    def as_columns(self) -> dict[str, object]:
        """As it is kept."""
        return {**vars(self), "weeks": None if self.weeks is None else list(self.weeks)}


def declare_own(person: Person, wish: Wish, when: DeclaredTime, *, reason: str = "") -> Unavailability:
    """A teacher says when they cannot teach, or would rather not. Raises TooManyDeclared."""
    return _declare(Unavailability(person=person, wish=wish, reason=reason, **when.as_columns()), person)


def close_room(room: Room, when: DeclaredTime, *, reason: str, by: Person) -> Unavailability:
    """Nothing new is placed in the room then; what stands there already stays until somebody moves it.

    Raises TooManyDeclared.
    """
    return _declare(Unavailability(room=room, wish=Wish.IMPOSSIBLE, reason=reason, **when.as_columns()), by)


def take_back(declared: Unavailability, *, by: Person) -> None:
    """It is forgotten."""
    with transaction.atomic():
        record(
            "timetable.open_room" if declared.room_id else "timetable.take_availability_back",
            actor=by,
            subject=declared,
            room=declared.room_id or "",
        )
        declared.delete()


def _declare(declared: Unavailability, by: Person) -> Unavailability:
    with transaction.atomic():
        same = Unavailability.objects.filter(person=declared.person_id, room=declared.room_id)
        if same.count() >= MOST_DECLARED:
            raise TooManyDeclared
        declared.declared_at = clock.now()
        declared.save()
        record(
            "timetable.close_room" if declared.room_id else "timetable.declare_availability",
            actor=by,
            subject=declared,
            room=declared.room_id or "",
        )
    return declared
