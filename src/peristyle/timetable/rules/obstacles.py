"""What speaks against a session at some instants: found once for a window, asked for any slot of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from peristyle.timetable.rules.availability import Unavailable, covers
from peristyle.timetable.rules.conflicts import Conflict, ConflictKind
from peristyle.timetable.rules.days import Period, Span
from peristyle.timetable.rules.sessions import Slot

_HOLIDAYS = "holidays"


@dataclass(frozen=True)
class Obstacle:
    """A conflict for whatever has an instant of a slot, but of nothing that has one of another slot."""

    slot: Slot
    conflict: Conflict
    unless: Slot | None = None

    def meets(self, slot: Slot) -> bool:
        """Whether it speaks against a slot."""
        return self.slot.overlaps(slot) and not (self.unless and self.unless.overlaps(slot))


@dataclass(frozen=True)
class Obstacles:
    """All that speaks against a session within a window: at some instants, and whenever it is."""

    dated: Sequence[Obstacle]
    always: Sequence[Conflict]

    def against(self, slot: Slot) -> list[Conflict]:
        """What speaks against a slot of the window: hard ones first."""
        found = dict.fromkeys([*self.always, *(each.conflict for each in self.dated if each.meets(slot))])
        return sorted(found, key=lambda conflict: not conflict.hard)


@dataclass(frozen=True)
class Teaching:
    """When one teaches: from an hour to another, on the first days of weeks, in some periods of the calendar."""

    opens: time
    closes: time
    days: int
    periods: Sequence[Period]

    def obstacles(self, span: Span) -> Iterator[Obstacle]:
        """Nights, Sundays, holidays of these days."""
        hours = f"{self.opens:%H:%M} – {self.closes:%H:%M}"
        for day in span.days:
            whole = Span(day, day)
            if day.isoweekday() > self.days:
                yield Obstacle(Slot(whole.starts_at, whole.ends_at), Conflict(ConflictKind.OUTSIDE_HOURS, hours))
            else:
                night = Conflict(ConflictKind.OUTSIDE_HOURS, hours)
                yield Obstacle(Slot(whole.starts_at, _at(day, self.opens)), night)
                yield Obstacle(Slot(_at(day, self.closes), whole.ends_at), night)
            if not self._is_day_of_classes(day):
                holiday = Conflict(ConflictKind.OUTSIDE_CLASSES, f"{day:%d/%m/%Y}")
                yield Obstacle(Slot(whole.starts_at, whole.ends_at), holiday)

    def _is_day_of_classes(self, day: date) -> bool:
        kinds = {period.kind for period in self.periods if period.starts_on <= day <= period.ends_on}
        return bool(kinds) and _HOLIDAYS not in kinds


def occurrences(declared: Unavailable, window: Slot) -> list[Slot]:
    """When an unavailability holds within a window."""
    if declared.starts_at and declared.ends_at:
        return [Slot(declared.starts_at, declared.ends_at)] if covers(declared, window) else []
    if declared.starts is None or declared.ends is None:
        return []
    slots: Iterable[Slot] = (
        Slot(_at(day, declared.starts), _at(day, declared.ends))
        for day in days_of(window).days
        if day.weekday() == declared.weekday
    )
    return [slot for slot in slots if covers(declared, slot)]


def days_of(window: Slot) -> Span:
    """The days that have an instant of a window, and the one on whose midnight it ends."""
    return Span(timezone.localtime(window.starts_at).date(), timezone.localtime(window.ends_at).date())


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
