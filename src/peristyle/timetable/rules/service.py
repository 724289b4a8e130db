"""How much somebody teaches: hours planned, done and cancelled."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from peristyle.timetable.rules.sessions import Slot


class Heading(NamedTuple):
    """What hours are counted by: the semester, the unit or the title, the kind of classes."""

    semester: int
    code: str
    name: str
    kind: str


@dataclass
class Hours:
    """Minutes of sessions: those that stand, those of them that are over, those that were cancelled."""

    planned: int = 0
    done: int = 0
    cancelled: int = 0
    sessions: int = 0

    def add(self, other: "Hours") -> None:
        """Count these too."""
        self.planned += other.planned
        self.done += other.done
        self.cancelled += other.cancelled
        self.sessions += other.sessions


@dataclass
class Service:
    """The hours of a year, line by line and by semester."""

    lines: dict[Heading, Hours] = field(default_factory=lambda: defaultdict(Hours))

    def add(self, heading: Heading, slot: Slot, *, cancelled: bool, now: datetime) -> None:
        """Count a session."""
        minutes = int(slot.length.total_seconds()) // 60
        over = slot.ends_at <= now
        hours = Hours(cancelled=minutes) if cancelled else Hours(minutes, minutes if over else 0, sessions=1)
        self.lines[heading].add(hours)

    def of(self, semester: int | None = None) -> Hours:
        """The sum of a semester, else of the year."""
        total = Hours()
        for heading, hours in self.lines.items():
            if semester in (None, heading.semester):
                total.add(hours)
        return total

    @property
    def semesters(self) -> list[int]:
        """Those in which something is taught."""
        return sorted({heading.semester for heading in self.lines})

    def in_semester(self, semester: int) -> list[tuple[Heading, Hours]]:
        """Its lines, by unit and kind."""
        found = [(heading, hours) for heading, hours in self.lines.items() if heading.semester == semester]
        return sorted(found, key=lambda line: line[0])


def semester_on(day: date, starts: Iterable[date]) -> int:
    """Which semester a day is of, by the first days of their classes; what comes before them all is of the first."""
    begun = [start for start in sorted(starts) if start <= day]
    return max(len(begun), 1)
