"""The institution's `timetable.toml`: when it teaches, how long one walks between its sites."""

from datetime import time
from typing import Annotated

from pydantic import Field, model_validator

from peristyle.kernel.sections import Section
from peristyle.timetable.rules.attendance import AttendanceRules
from peristyle.timetable.rules.exams.exam_rules import ExamRules
from peristyle.timetable.rules.notices import QuietHours
from peristyle.timetable.rules.room_file import Name
from peristyle.timetable.rules.travel import Travel

NAME = "timetable.toml"
Minutes = Annotated[int, Field(ge=0, le=240)]


class TravelEntry(Section):
    """How long it takes from a site to another, and back."""

    sites: tuple[Name, Name]
    minutes: Minutes


class TimetableFile(Section):
    """The whole of `timetable.toml`; without it one teaches from 8 to 20 from Monday to Saturday."""

    opens: time = time(8)
    closes: time = time(20)
    days: Annotated[int, Field(ge=5, le=7)] = 6
    travel_minutes: Minutes = 0
    travel: tuple[TravelEntry, ...] = ()
    map: str = "https://www.openstreetmap.org/search?query={place}"
    quiet_from: time = time(21)
    quiet_until: time = time(7)
    attendance: AttendanceRules = AttendanceRules()
    students_book: bool = False
    door_teachers: bool = False
    exams: ExamRules = ExamRules()

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> "TimetableFile":
        if self.closes <= self.opens:
            raise ValueError("closes lies before opens")
        return self

    def travels(self) -> Travel:
        """How long it takes between any two sites."""
        return Travel(self.travel_minutes, {frozenset(entry.sites): entry.minutes for entry in self.travel})

    @property
    def quiet(self) -> QuietHours:
        """When nobody is written to of a change, unless it is for the morning that follows."""
        return QuietHours(self.quiet_from, self.quiet_until)
