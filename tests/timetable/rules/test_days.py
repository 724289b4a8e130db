"""Days are those of the wall clock: of 23, 24 or 25 hours; weeks and semesters do not end with the year."""

from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from peristyle.timetable.rules.days import Span, midnight, month_of, semester_of, week_of, weeks_from, whole_weeks
from peristyle.timetable.rules.grid import hours_of
from peristyle.timetable.rules.sessions import Slot

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@dataclass(frozen=True)
class Period:
    """A period of the academic calendar."""

    kind: str
    starts_on: date
    ends_on: date


YEAR = [
    Period("classes", date(2026, 9, 7), date(2026, 12, 18)),
    Period("holidays", date(2026, 12, 19), date(2027, 1, 3)),
    Period("exams", date(2027, 1, 4), date(2027, 1, 15)),
    Period("classes", date(2027, 1, 18), date(2027, 4, 30)),
    Period("exams", date(2027, 5, 10), date(2027, 5, 21)),
]


@pytest.mark.parametrize(("day", "hours"), [("2027-03-28", 23), ("2026-10-25", 25), ("2026-11-30", 24)])
def test_a_day_lasts_as_long_as_the_clock_on_the_wall_says(day: str, hours: int) -> None:
    span = Span(date.fromisoformat(day), date.fromisoformat(day))

    assert (span.ends_at.timestamp() - span.starts_at.timestamp()) / 3600 == hours


@given(day=days)
def test_each_day_is_in_one_week_one_month_and_between_its_midnights(day: date) -> None:
    week, month = week_of(day), month_of(day)

    assert day in week
    assert (week.first.isoweekday(), week.last.isoweekday(), len(week.days)) == (1, 7, 7)
    assert day in month
    assert {each.month for each in month.days} == {day.month}
    assert (month.first.day, (month.last + timedelta(days=1)).day) == (1, 1)
    assert timezone.localtime(midnight(day)).time() == time()


@given(first=days, length=st.integers(0, 400))
def test_whole_weeks_hold_each_day_once_over_the_new_year_too(first: date, length: int) -> None:
    span = Span(first, first + timedelta(days=length))

    held = [day for week in whole_weeks(span) for day in week.days]

    assert held == sorted(set(held))
    assert set(span.days) <= set(held)
    assert (span.first - held[0]).days < 7
    assert (held[-1] - span.last).days < 7


def test_the_week_of_the_new_year_lies_in_both_years() -> None:
    assert week_of(date(2027, 1, 1)) == week_of(date(2026, 12, 28)) == Span(date(2026, 12, 28), date(2027, 1, 3))
    assert weeks_from(date(2026, 12, 24), 2) == Span(date(2026, 12, 24), date(2027, 1, 6))


@pytest.mark.parametrize(
    ("day", "semester"),
    [
        (date(2026, 8, 31), Span(date(2026, 9, 7), date(2027, 1, 17))),
        (date(2026, 12, 31), Span(date(2026, 9, 7), date(2027, 1, 17))),
        (date(2027, 1, 17), Span(date(2026, 9, 7), date(2027, 1, 17))),
        (date(2027, 1, 18), Span(date(2027, 1, 18), date(2027, 5, 21))),
        (date(2027, 7, 14), Span(date(2027, 1, 18), date(2027, 5, 21))),
    ],
)
def test_a_semester_goes_over_the_new_year_to_the_end_of_its_exams(day: date, semester: Span) -> None:
    assert semester_of(day, YEAR, "classes") == semester


def test_without_a_calendar_the_semester_is_the_week() -> None:
    assert semester_of(date(2026, 11, 30), [], "classes") == week_of(date(2026, 11, 30))


@given(
    day=st.sampled_from(["2027-03-28", "2026-10-25", "2026-11-30"]).map(date.fromisoformat),
    start=st.integers(0, 287),
    steps=st.integers(1, 60),
)
def test_the_grid_draws_what_the_clock_on_the_wall_shows(day: date, start: int, steps: int) -> None:
    starts_at = midnight(day) + timedelta(minutes=5 * start)
    slot = Slot(starts_at, starts_at + timedelta(minutes=5 * steps))

    hours = hours_of([slot], time(8), time(20))
    place = hours.place(slot)

    local = timezone.localtime(slot.starts_at)
    assert (hours.first + place.from_hours, place.from_steps * 5) == (local.hour, local.minute)
    assert place.hours * 60 + place.steps * 5 >= 30
    assert hours.first <= 8
    assert hours.last >= 20
