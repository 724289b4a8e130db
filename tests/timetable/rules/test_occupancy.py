"""Hours and seats used, counted by hour of the clock."""

from dataclasses import dataclass
from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from peristyle.timetable.rules.days import Span
from peristyle.timetable.rules.occupancy import Tally, Use, hours_open, open_days, tallies

OPENS, CLOSES = time(8), time(20)


@dataclass(frozen=True)
class Holidays:
    starts_on: date
    ends_on: date
    kind: str = "holidays"


def test_a_class_is_counted_in_each_hour_it_touches() -> None:
    found = tallies([Use("B5", time(9, 45), time(11, 15), 2, 80, 60)], {"B5": 10}, 5, OPENS, CLOSES)

    assert [found["B5", hour].used for hour in range(8, 13)] == [0, 30, 120, 30, 0]
    assert found["B5", 10] == Tally(open=3000, used=120, offered=4800, filled=3600)
    assert (found["B5", 10].use_rate, found["B5", 10].seat_rate) == (4, 75)


def test_nothing_open_and_nobody_expected_have_no_rate() -> None:
    assert (Tally().use_rate, Tally().seat_rate) == (None, None)


def test_the_house_is_open_on_weekdays_outside_holidays() -> None:
    week = Span(date(2026, 11, 30), date(2026, 12, 6))

    assert len(open_days(week, 6, [])) == 6
    assert len(open_days(week, 6, [Holidays(date(2026, 12, 4), date(2026, 12, 20))])) == 4


@given(st.times(), st.times(), st.integers(0, 5))
def test_no_minute_is_counted_twice_nor_outside_the_opening_hours(starts: time, ends: time, sessions: int) -> None:
    starts, ends = sorted((starts, ends))

    found = tallies([Use("B5", starts, ends, sessions, 0, 0)], {"B5": 1}, 1, OPENS, CLOSES)

    minutes = max(0, min(_minutes(ends), 20 * 60) - max(_minutes(starts), 8 * 60))
    assert sum(tally.used for tally in found.values()) == sessions * minutes
    assert {hour for _place, hour in found} == {hour for hour, _minutes in hours_open(OPENS, CLOSES)}


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
