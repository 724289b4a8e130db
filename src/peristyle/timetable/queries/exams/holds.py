"""Until when the rooms and invigilators of an exam are held: as long as somebody still writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max

from peristyle.timetable.models import ExamSeat, Invigilation, Session
from peristyle.timetable.rules.exams.extra_time import extra_time
from peristyle.timetable.rules.sessions import ActivityKind, Slot


@dataclass(frozen=True)
class HeldLonger:
    """When what is held beyond the end of its session is free again."""

    rooms: Mapping[str, datetime] = field(default_factory=dict)
    persons: Mapping[int, datetime] = field(default_factory=dict)

    def of_room(self, code: str) -> dict[str, datetime]:
        """The later end of a room, if it has one, as a column."""
        return {"ends_at": self.rooms[code]} if code in self.rooms else {}

    def of_person(self, person_id: int) -> dict[str, datetime]:
        """The later end of an invigilator, if they have one, as a column."""
        return {"ends_at": self.persons[person_id]} if person_id in self.persons else {}


def held_longer(session: Session, slot: Slot) -> HeldLonger:
    """What a session that stands in this slot holds beyond its end: two queries for an exam, none for a class."""
    if session.activity.kind != ActivityKind.EXAM:
        return HeldLonger()
    seats = ExamSeat.objects.filter(session=session, extra_per_hour__gt=0).order_by()
    longest = dict(seats.values_list("room").annotate(longest=Max("extra_per_hour")))
    rooms = {code: slot.ends_at + extra_time(slot.length, per_hour) for code, per_hour in longest.items()}
    watched = Invigilation.objects.filter(session=session, room__in=rooms)
    return HeldLonger(rooms, {pk: rooms[code] for pk, code in watched.values_list("person_id", "room_id")})
