"""The weeks of a year, as its calendar tells, and sessions in words."""

from collections.abc import Iterable

from peristyle.curriculum.public import CalendarPeriod, PeriodKind
from peristyle.timetable.models import Session
from peristyle.timetable.queries.change_words import when_in_words
from peristyle.timetable.rules.days import Span


def spans(periods: Iterable[CalendarPeriod], kind: PeriodKind) -> list[Span]:
    """The periods of a kind, among these."""
    return [Span(each.starts_on, each.ends_on) for each in periods if each.kind == kind]


def periods_of(year: int) -> list[CalendarPeriod]:
    """The calendar of a year: one query."""
    return list(CalendarPeriod.objects.filter(year=year))


def session_in_words(session: Session) -> str:
    """When, where, for which groups; needs what it holds."""
    rooms = ", ".join(held.room.name for held in session.held_rooms.all())
    groups = ", ".join(str(held.group) for held in session.held_groups.all())
    return " · ".join(part for part in (when_in_words(session.slot), rooms, groups) if part)
