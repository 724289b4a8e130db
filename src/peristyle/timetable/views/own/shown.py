"""The days of a timetable as pages draw them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from peristyle.curriculum.public import PeriodKind
from peristyle.timetable.queries.own_timetable import Day, Entry, OwnSession, OwnTimetable
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.days import Span
from peristyle.timetable.rules.grid import Hours, Place, hours_of
from peristyle.timetable.rules.lanes import Lane, in_lanes
from peristyle.timetable.rules.present import Present, present

SATURDAY = 5


@dataclass(frozen=True)
class Drawn:
    """An entry, and where it stands in its day of the grid."""

    entry: Entry
    place: Place
    lane: Lane


@dataclass(frozen=True)
class DrawnDay:
    """A day, and what is drawn in it."""

    day: Day
    drawn: list[Drawn]

    @property
    def date(self) -> date:
        """Which one."""
        return self.day.date

    @property
    def weekend(self) -> bool:
        """Whether it is a Saturday or a Sunday."""
        return self.date.weekday() >= SATURDAY

    @property
    def holidays(self) -> bool:
        """Whether it lies in holidays."""
        return any(period.kind == PeriodKind.HOLIDAYS for period in self.day.periods)


def drawn_days(timetable: OwnTimetable, span: Span) -> tuple[list[DrawnDay], Hours]:
    """These days, and the hours they need."""
    days = timetable.days(span)
    rules = timetable_rules()
    hours = hours_of((entry.slot for day in days for entry in day.entries), rules.opens, rules.closes)
    return [DrawnDay(day, _drawn(day, hours)) for day in days], hours


def worth_showing(days: Iterable[DrawnDay], today: date) -> list[DrawnDay]:
    """Without the Saturdays and Sundays on which nothing happens."""
    return [day for day in days if day.drawn or not day.weekend or day.date == today]


def now_and_next(timetable: OwnTimetable, now: datetime) -> Present[OwnSession]:
    """What goes on and what comes, of what is not hidden."""
    return present(timetable.shown, now)


def _drawn(day: Day, hours: Hours) -> list[Drawn]:
    lanes = in_lanes([entry.slot for entry in day.entries])
    return [Drawn(entry, hours.place(entry.slot), lane) for entry, lane in zip(day.entries, lanes, strict=True)]
