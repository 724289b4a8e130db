"""What each student is told of an exam: when, where, which seat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from peristyle.timetable.models import PublishedSeat, PublishedSession
from peristyle.timetable.rules.exams.extra_time import own_slot
from peristyle.timetable.rules.sessions import Slot


@dataclass(frozen=True)
class Told:
    """From when to when, the room's code, the seat's number."""

    slot: Slot
    room: str
    number: int

    def as_data(self) -> dict[str, object]:
        """As notices keep it."""
        return {
            "starts_at": self.slot.starts_at.isoformat(),
            "ends_at": self.slot.ends_at.isoformat(),
            "room": self.room,
            "number": self.number,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> "Told":
        """What a notice kept."""
        return cls(
            Slot(datetime.fromisoformat(str(data["starts_at"])), datetime.fromisoformat(str(data["ends_at"]))),
            str(data["room"]),
            int(str(data["number"])),
        )


def told(seat: PublishedSeat, published: PublishedSession) -> Told:
    """What the holder of a seat reads."""
    return Told(own_slot(published.slot, seat.extra_per_hour), seat.room_id, seat.number)


def told_of(published: PublishedSession) -> dict[int, Told]:
    """What each student of an exam reads: one query."""
    return {seat.person_id: told(seat, published) for seat in PublishedSeat.objects.filter(published=published)}
