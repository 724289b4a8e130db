"""What every home asks: what its owner's day holds next. Two prepared queries.

First the sessions of a person, then those of the week among them: asked at once, PostgreSQL begins with the week of
the whole university.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import BigAutoField, DateTimeField, F, FilteredRelation, Q

from peristyle.kernel.prepared import Given, GivenSet, Reading
from peristyle.people.public import Person
from peristyle.timetable.models import PublishedSession
from peristyle.timetable.queries.timetables import concerning
from peristyle.timetable.rules.exams.extra_time import own_slot
from peristyle.timetable.rules.present import Present, present
from peristyle.timetable.rules.sessions import Slot

#: Nobody plans their morning further ahead.
_AHEAD = timedelta(days=7)
#: Rows, not sessions: one that holds several rooms has several, an exam many.
_ROWS = 40


@dataclass(frozen=True)
class Coming:
    """As much of a session as a card says."""

    uid: UUID
    slot: Slot
    names: tuple[str, str]
    rooms: tuple[str, ...]
    seat: int | None = None
    cancelled: bool = False

    def name(self, language: str) -> str:
        """In the reader's language, as far as it was translated."""
        french, english = self.names
        return (language == "en" and english) or french


def coming_sessions(person: Person, now: datetime) -> Present[Coming]:
    """What goes on and what comes next within a week, of what is neither cancelled nor hidden."""
    own = [number for (number,) in _own.rows(person=person.pk)]
    rows = _coming.rows(own=own, person=person.pk, now=now, until=now + _AHEAD) if own else []
    return present(_sessions(rows), now)


def _sessions(rows: list[list[Any]]) -> Iterator[Coming]:
    for (uid, starts_at, ends_at), several in groupby(rows, key=lambda row: tuple(row[:3])):
        found = list(several)
        own, title, french, english = (str(text or "") for text in found[0][3:7])
        slot, names = Slot(starts_at, ends_at), (own or title or french, own or title or english)
        *_, seat_room, seat, extra = found[0]
        rooms = {code: f"{room}, {building}" for code, room, building in (row[7:10] for row in found) if code}
        if seat_room in rooms:
            yield Coming(uid, own_slot(slot, extra), names, (rooms[seat_room],), seat)
        else:
            yield Coming(uid, slot, names, tuple(rooms.values()))


_person = Given("person", BigAutoField())
_own = Reading(lambda: PublishedSession.objects.filter(concerning(_person)).order_by().values_list("pk"))
_coming = Reading(
    lambda: (
        PublishedSession.objects.alias(
            look=FilteredRelation("activity__unit__looks", condition=Q(activity__unit__looks__person=_person)),
            seat=FilteredRelation("seats", condition=Q(seats__person=_person)),
        )
        .filter(
            Q(look__hidden=None) | Q(look__hidden=False),
            pk__among=GivenSet("own", BigAutoField()),
            cancelled_at=None,
            ends_at__gt=Given("now", DateTimeField()),
            starts_at__lt=Given("until", DateTimeField()),
        )
        .order_by("starts_at", "session_id", "rooms__name")
        .values_list(
            F("session__uid"),
            F("starts_at"),
            F("ends_at"),
            F("look__name"),
            F("activity__title"),
            F("activity__unit__name_fr"),
            F("activity__unit__name_en"),
            F("rooms__code"),
            F("rooms__name"),
            F("rooms__building__name"),
            F("seat__room_id"),
            F("seat__number"),
            F("seat__extra_per_hour"),
        )[:_ROWS]
    )
)
