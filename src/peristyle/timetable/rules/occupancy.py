"""How much rooms are used: of the hours at which the house is open, of the seats that are there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from peristyle.timetable.rules.days import Period, Span

HOUR = 60


@dataclass(frozen=True)
class Use:
    """Sessions of a place that begin and end at the same hours: how many, in how many seats, with how many people.

    `seats` and `people` only count sessions of which one knows who is expected.
    """

    place: str
    starts: time
    ends: time
    sessions: int
    seats: int
    people: float


@dataclass(frozen=True)
class Tally:
    """Minutes of rooms that are open and that are used; minutes of seats that are offered and that are filled."""

    open: int = 0
    used: int = 0
    offered: float = 0
    filled: float = 0

    @property
    def use_rate(self) -> int | None:
        """Used of open, in per cent; None when nothing is open."""
        return round(100 * self.used / self.open) if self.open else None

    @property
    def seat_rate(self) -> int | None:
        """Filled of offered, in per cent; None when nobody is expected."""
        return round(100 * self.filled / self.offered) if self.offered else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.open + other.open, self.used + other.used, self.offered + other.offered, self.filled + other.filled
        )


def open_days(span: Span, weekdays: int, holidays: Iterable[Period]) -> list[date]:
    """The days of a span on which the house is open: the first ones of each week, outside holidays."""
    closed = list(holidays)
    return [
        day
        for day in span.days
        if day.isoweekday() <= weekdays and not any(period.starts_on <= day <= period.ends_on for period in closed)
    ]


def hours_open(opens: time, closes: time) -> list[tuple[int, int]]:
    """The hours of the clock at which the house is open, each with how many of its minutes."""
    first, last = _minutes(opens), _minutes(closes)
    return [
        (hour, min(last, (hour + 1) * HOUR) - max(first, hour * HOUR))
        for hour in range(first // HOUR, -(-last // HOUR))
    ]


def tallies(
    uses: Iterable[Use], rooms: dict[str, int], days: int, opens: time, closes: time
) -> dict[tuple[str, int], Tally]:
    """By place and hour of the clock. What lies outside the opening hours counts for nothing."""
    found: dict[tuple[str, int], Tally] = defaultdict(Tally)
    for place, count in rooms.items():
        for hour, minutes in hours_open(opens, closes):
            found[place, hour] += Tally(open=count * days * minutes)
    for use in uses:
        for hour, minutes in _spread(use, opens, closes):
            found[use.place, hour] += Tally(
                used=use.sessions * minutes, offered=use.seats * minutes, filled=use.people * minutes
            )
    return dict(found)


def _spread(use: Use, opens: time, closes: time) -> Iterator[tuple[int, int]]:
    """The hours of the clock that a session has, each with how many of its minutes."""
    starts, ends = max(_minutes(use.starts), _minutes(opens)), min(_minutes(use.ends), _minutes(closes))
    for hour in range(starts // HOUR, -(-ends // HOUR)):
        yield hour, min(ends, (hour + 1) * HOUR) - max(starts, hour * HOUR)


def _minutes(clock: time) -> int:
    return clock.hour * HOUR + clock.minute
