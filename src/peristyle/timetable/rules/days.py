"""Days, weeks, months and semesters of a timetable, in the institution's time zone: a day is not always 24 hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.utils import timezone

WEEK = 7


@dataclass(frozen=True)
class Span:
    """From a day to a day, both within it."""

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """Each of its days."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    @property
    def starts_at(self) -> datetime:
        """The midnight before its first day."""
        return midnight(self.first)

    @property
    def ends_at(self) -> datetime:
        """The midnight after its last day."""
        return midnight(self.last + timedelta(days=1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Period(Protocol):
    """A period of the academic calendar."""

    kind: str
    starts_on: date
    ends_on: date


def midnight(day: date) -> datetime:
    """The instant at which a day begins."""
    return timezone.make_aware(datetime.combine(day, time()))


def week_of(day: date) -> Span:
    """Its week, from Monday to Sunday (ISO 8601)."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=WEEK - 1))


def weeks_from(day: date, count: int) -> Span:
    """So many times seven days, this one first."""
    return Span(day, day + timedelta(days=WEEK * count - 1))


def month_of(day: date) -> Span:
    """Its month."""
    first = day.replace(day=1)
    return Span(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def whole_weeks(span: Span) -> list[Span]:
    """The weeks that have a day in it."""
    first, last = week_of(span.first).first, week_of(span.last).last
    return [week_of(first + timedelta(days=number)) for number in range(0, (last - first).days, WEEK)]


def semester_of(day: date, periods: Iterable[Period], classes: str) -> Span:
    """From the first day of the classes of a semester to the day before the next ones begin, its exams among them.

    A day before all classes belongs to the first semester; without a calendar it is the week of the day.
    """
    starts = sorted({period.starts_on for period in periods if period.kind == classes})
    begun = [start for start in starts if start <= day] or starts[:1]
    if not begun:
        return week_of(day)
    following = [start for start in starts if start > begun[-1]]
    ends = [period.ends_on for period in periods if period.starts_on >= begun[-1]]
    return Span(begun[-1], following[0] - timedelta(days=1) if following else max(ends))
