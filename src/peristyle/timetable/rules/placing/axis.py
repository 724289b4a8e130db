"""Time as the search counts it: quarters of an hour, day after day; a set of them is the bits of one number."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property

from peristyle.timetable.rules.days import Span
from peristyle.timetable.rules.sessions import Slot

MINUTES = 15
DAYS = 7
_HOUR = 60
_DAY = 24 * _HOUR


def steps_for(minutes: int) -> int:
    """How many quarters are touched by so many minutes."""
    return -(-minutes // MINUTES)


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, the lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def run(start: int, steps: int) -> int:
    """So many quarters from one on."""
    return ((1 << steps) - 1) << start


def starts_of_runs(free: int, steps: int) -> int:
    """The quarters from which so many are free."""
    found, length = free, 1
    while length < steps:
        more = min(length, steps - length)
        found &= found >> more
        length += more
    return found


def widened(mask: int, steps: int) -> int:
    """A mask and so many quarters before and after each of its own."""
    found, width = mask, 0
    while width < steps:
        more = min(max(width, 1), steps - width)
        found |= found << more | found >> more
        width += more
    return found


def touching(mask: int, steps: int) -> int:
    """The quarters from which so many would touch a mask."""
    found, length = mask, 1
    while length < steps:
        more = min(length, steps - length)
        found |= found >> more
        length += more
    return found


def union(masks: Iterable[int]) -> int:
    """All that is in one of these masks."""
    found = 0
    for mask in masks:
        found |= mask
    return found


@dataclass(frozen=True)
class Axis:
    """Whole weeks from a Monday on; each day from a while before it opens (`margin` quarters) to as long after.

    No two days touch: nobody's way from one site to another leads into the next day.
    """

    monday: date
    weeks: int
    opens: time
    closes: time
    zone: tzinfo
    margin: int = 0

    @cached_property
    def origin(self) -> int:
        """The minute of the day at which each day of the axis begins; it may lie in the evening before."""
        return self.opens.hour * _HOUR + self.opens.minute - self.margin * MINUTES

    @cached_property
    def teaching(self) -> int:
        """The quarters of a day in which one teaches."""
        closes = self.closes.hour * _HOUR + self.closes.minute
        return (closes - self.opens.hour * _HOUR - self.opens.minute) // MINUTES

    @cached_property
    def day(self) -> int:
        """The quarters of a day."""
        return self.teaching + 2 * self.margin

    @cached_property
    def week(self) -> int:
        """The quarters of a week."""
        return self.day * DAYS

    @cached_property
    def span(self) -> Span:
        """From its first day to its last."""
        return Span(self.monday, self.monday + timedelta(days=DAYS * self.weeks - 1))

    @cached_property
    def everything(self) -> int:
        """Every quarter."""
        return run(0, self.week * self.weeks)

    def open_on(self, days: Collection[date]) -> int:
        """The quarters of these days in which one teaches."""
        found = 0
        for day in days:
            if day in self.span:
                found |= run((day - self.monday).days * self.day + self.margin, self.teaching)
        return found

    def since(self, instant: datetime) -> int:
        """The quarters that begin after an instant."""
        before = (
            self.mask(Slot(datetime.combine(self.monday, time(), self.zone), instant)) if self._after(instant) else 0
        )
        return self.everything & ~before

    def between(self, starts: time, ends: time) -> int:
        """The quarters of every day that lie between two hours."""
        low, high = self._within(_minutes(starts), _minutes(ends))
        return self._daily(run(low, high - low)) if high > low else 0

    def on_weekdays(self, first: int) -> int:
        """Every quarter of the days of the week from this one on (Monday is 1)."""
        found = 0
        for number in range(DAYS * self.weeks):
            if number % DAYS + 1 >= first:
                found |= run(number * self.day, self.day)
        return found

    def starting_at(self, hours: Collection[time]) -> int:
        """The quarter of every day that begins at one of these hours."""
        found = 0
        for hour in hours:
            step, rest = divmod(_minutes(hour) - self.origin, MINUTES)
            if not rest and 0 <= step < self.day:
                found |= self._daily(1 << step)
        return found

    def mask(self, slot: Slot) -> int:
        """The quarters that a slot touches."""
        starts, ends = slot.starts_at.astimezone(self.zone), slot.ends_at.astimezone(self.zone)
        found = 0
        first, last = (starts.date() - self.monday).days, (ends.date() - self.monday).days
        for number in range(max(first - 1, 0), min(last + 1, DAYS * self.weeks - 1) + 1):
            low, high = self._within(
                (first - number) * _DAY + _minutes(starts.time()), (last - number) * _DAY + _minutes_up(ends.time())
            )
            if high > low:
                found |= run(number * self.day + low, high - low)
        return found

    def step_of(self, starts_at: datetime) -> int | None:
        """The quarter that begins at an instant, if one does."""
        local = starts_at.astimezone(self.zone)
        step, rest = divmod(_minutes(local.time()) - self.origin, MINUTES)
        number = (local.date() - self.monday).days
        if rest or local.second or not 0 <= step < self.day or not 0 <= number < DAYS * self.weeks:
            return None
        return number * self.day + step

    def slot(self, start: int, minutes: int) -> Slot:
        """From a quarter on, as long as it lasts."""
        number, step = divmod(start, self.day)
        midnight = datetime.combine(self.monday + timedelta(days=number), time())
        starts_at = (midnight + timedelta(minutes=self.origin + step * MINUTES)).replace(tzinfo=self.zone)
        return Slot(starts_at, starts_at + timedelta(minutes=minutes))

    def every_week(self, starts: Iterable[int]) -> int:
        """These quarters of their weeks, in each week."""
        of_week = 0
        for start in starts:
            of_week |= 1 << start % self.week
        found = 0
        for number in range(self.weeks):
            found |= of_week << number * self.week
        return found

    def whole_days(self, starts: Iterable[int]) -> int:
        """Every quarter of the days of these."""
        return union(run(start - start % self.day, self.day) for start in starts)

    def whole_weeks(self, weeks: Iterable[int]) -> int:
        """Every quarter of the weeks of these numbers."""
        return union(run(week * self.week, self.week) for week in weeks)

    def day_of(self, start: int) -> int:
        """The number of the day in which a quarter lies."""
        return start // self.day

    def week_of(self, start: int) -> int:
        """The number of its week."""
        return start // self.week

    def _after(self, instant: datetime) -> bool:
        return instant.astimezone(self.zone).date() >= self.monday

    def _daily(self, mask: int) -> int:
        found = 0
        for number in range(DAYS * self.weeks):
            found |= mask << number * self.day
        return found

    def _within(self, starts: int, ends: int) -> tuple[int, int]:
        """From which to which quarter of a day these minutes of it reach."""
        return max((starts - self.origin) // MINUTES, 0), min(-(-(ends - self.origin) // MINUTES), self.day)


def _minutes(hour: time) -> int:
    return hour.hour * _HOUR + hour.minute


def _minutes_up(hour: time) -> int:
    return _minutes(hour) + bool(hour.second or hour.microsecond)
