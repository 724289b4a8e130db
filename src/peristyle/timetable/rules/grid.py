"""Where a session is drawn in a day of the grid, in steps of five minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from peristyle.timetable.rules.sessions import Slot

STEP = 5
_HOUR = 60
_DAY = 24 * _HOUR
#: Nothing is drawn so low that nobody could touch it.
_LEAST = 30


@dataclass(frozen=True)
class Place:
    """How far from the top, and how high: hours, then steps."""

    from_hours: int
    from_steps: int
    hours: int
    steps: int


@dataclass(frozen=True)
class Hours:
    """The hours that a grid shows, from one to another."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many."""
        return self.last - self.first

    @property
    def starts(self) -> list[time]:
        """The hours at which a line is drawn."""
        return [time(hour) for hour in range(self.first, self.last)]

    def place(self, slot: Slot) -> Place:
        """Where the clock on the wall puts a slot, whatever summer time does."""
        start = minutes_of_day(slot.starts_at)
        end = max(_end(slot), start + _LEAST)
        above, high = start - self.first * _HOUR, end - start
        return Place(above // _HOUR, above % _HOUR // STEP, high // _HOUR, high % _HOUR // STEP)


def hours_of(slots: Iterable[Slot], opens: time, closes: time) -> Hours:
    """The hours when one teaches, and those before and after in which something happens."""
    kept = list(slots)
    first = min([opens.hour, *(minutes_of_day(slot.starts_at) // _HOUR for slot in kept)])
    last = max([closes.hour + bool(closes.minute), *(-(-_end(slot) // _HOUR) for slot in kept)])
    return Hours(first, last)


def minutes_of_day(instant: datetime) -> int:
    """How many minutes after midnight the clock on the wall shows an instant."""
    local = timezone.localtime(instant)
    return local.hour * _HOUR + local.minute


def _end(slot: Slot) -> int:
    """In minutes of its first day: what goes on after midnight is drawn until then."""
    last = timezone.localtime(slot.ends_at - timedelta(microseconds=1)).date()
    return _DAY if last > timezone.localtime(slot.starts_at).date() else minutes_of_day(slot.ends_at) or _DAY
