"""The `exams` table of `timetable.toml`: how exams are held here."""

from typing import Annotated

from pydantic import Field

from peristyle.kernel.sections import Section
from peristyle.timetable.rules.room_file import Code

Line = Annotated[str, Field(min_length=1, max_length=300)]


class RoomSeats(Section):
    """How many sit an exam in a room, where the usual share does not hold."""

    room: Code
    seats: Annotated[int, Field(ge=0, le=2000)]


class ExamRules(Section):
    """How exams are held; without it every second place is used and two people watch over each room."""

    seats_percent: Annotated[int, Field(ge=1, le=100)] = 50
    seats: tuple[RoomSeats, ...] = ()
    extra_per_hour: Annotated[int, Field(ge=0, le=60)] = 20
    students_per_invigilator: Annotated[int, Field(ge=1, le=500)] = 50
    invigilators_per_room: Annotated[int, Field(ge=1, le=20)] = 2
    rest_minutes: Annotated[int, Field(ge=0, le=600)] = 30
    per_day: Annotated[int, Field(ge=1, le=10)] = 3
    arrival_minutes: Annotated[int, Field(ge=0, le=120)] = 15
    instructions_fr: tuple[Line, ...] = ()
    instructions_en: tuple[Line, ...] = ()

    def seats_of(self, code: str, capacity: int) -> int:
        """How many sit an exam in a room with so many places."""
        told = {entry.room: entry.seats for entry in self.seats}
        return told.get(code, capacity * self.seats_percent // 100)

    def instructions(self, language: str) -> tuple[str, ...]:
        """What a summons says to bring and to know, in the reader's language as far as it was translated."""
        return (language == "en" and self.instructions_en) or self.instructions_fr
