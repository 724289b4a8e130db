"""Somebody's own attendance."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from peristyle.people.public import Person
from peristyle.timetable.models import Attendance, PublishedSession, Roll
from peristyle.timetable.queries.attendance.rolls import times_of
from peristyle.timetable.rules.attendance import Presence


@dataclass
class UnitAttendance:
    """How somebody attended the sessions of a unit whose roll was called, the newest first."""

    name: str
    code: str
    attendances: list[Attendance] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How many stand in each way."""
        return Counter(each.presence for each in self.attendances)

    def count(self, presence: Presence) -> int:
        """How many stand so."""
        return self.counts[presence]


def attendance_by_unit(person: Person, year: int, language: str) -> list[UnitAttendance]:
    """How somebody attended in a year, unit by unit: one query."""
    rows = Attendance.objects.filter(person=person, roll__session__activity__year=year)
    units: dict[str, UnitAttendance] = {}
    for each in rows.select_related("roll__session__activity__unit", "roll__session__session").order_by(
        "-roll__session__starts_at", "-pk"
    ):
        activity = each.roll.session.activity
        name = activity.name(language)
        units.setdefault(f"{name} {activity.code}", UnitAttendance(name, activity.code)).attendances.append(each)
    return [unit for _, unit in sorted(units.items())]


def years_attended(person: Person) -> list[int]:
    """The years in which somebody stands on a roll, newest first."""
    years = Attendance.objects.filter(person=person).order_by("-roll__session__activity__year")
    return list(years.values_list("roll__session__activity__year", flat=True).distinct())


@dataclass(frozen=True)
class OnPage:
    """What the page of a session says of attendance to its reader."""

    reads: bool
    signs: bool
    own: Attendance | None


def attendance_on_page(person: Person, session: PublishedSession, now: datetime, *, reads: bool) -> OnPage:
    """Whether its reader `reads` the roll, may sign it now, and how they stand: two queries at most."""
    called = Roll.objects.filter(pk=session.pk).first()
    own = Attendance.objects.filter(roll=session.pk, person=person).first() if called else None
    open_now = called is not None and called.closed_at is None and times_of(session).is_open(now)
    return OnPage(reads=reads, signs=open_now and not reads and not session.cancelled, own=own)
