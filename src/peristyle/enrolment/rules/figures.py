"""Counting enrolments, and the same day a year before."""

from dataclasses import dataclass
from datetime import date, timedelta

FEBRUARY, LEAP_DAY = 2, 29


def same_day_last_year(day: date) -> date:
    """The same date a year before; the 28th for the 29th of February."""
    if (day.month, day.day) == (FEBRUARY, LEAP_DAY):
        day -= timedelta(days=1)
    return day.replace(year=day.year - 1)


@dataclass(frozen=True)
class Tally:
    """How many enrolments stand on a day, how many stood on the same day a year before, how many were cancelled."""

    standing: int = 0
    last_year: int = 0
    cancelled: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.standing + other.standing, self.last_year + other.last_year, self.cancelled + other.cancelled)

    @property
    def change(self) -> int:
        """How many more than a year before."""
        return self.standing - self.last_year

    @property
    def change_percent(self) -> int | None:
        """The change in percent, rounded; None where there was nobody."""
        return round(100 * self.change / self.last_year) if self.last_year else None
