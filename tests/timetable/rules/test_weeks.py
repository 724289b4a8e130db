"""Weeks of classes."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from peristyle.timetable.rules.days import Span
from peristyle.timetable.rules.weeks import Rhythm, days_later, slot_on, teaching_weeks, weeks_of

SEMESTER = Span(date(2026, 9, 7), date(2026, 12, 18))
AUTUMN = Span(date(2026, 10, 26), date(2026, 11, 1))
DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(DAYS)
    return Span(first, first + timedelta(days=draw(st.integers(0, 200))))


@given(st.integers(1, 7), st.lists(spans(), max_size=3), st.lists(spans(), max_size=3))
def test_a_week_is_one_of_classes_exactly_when_its_day_is(
    weekday: int, classes: list[Span], holidays: list[Span]
) -> None:
    found = set(teaching_weeks(weekday, classes, holidays))

    days = {day for span in classes for day in span.days}
    expected = {
        day - timedelta(days=weekday - 1)
        for day in days
        if day.isoweekday() == weekday and not any(day in span for span in holidays)
    }
    assert found == expected


@given(st.integers(1, 7), st.lists(spans(), max_size=3))
def test_odd_and_even_weeks_share_all_weeks_out(weekday: int, classes: list[Span]) -> None:
    every = teaching_weeks(weekday, classes, [])

    odd, even = weeks_of(Rhythm.ODD, every), weeks_of(Rhythm.EVEN, every)

    assert sorted([*odd, *even]) == every
    assert not set(odd) & set(even)


def test_holidays_are_left_out() -> None:
    thursdays = teaching_weeks(4, [SEMESTER], [AUTUMN])

    assert len(thursdays) == 14
    assert date(2026, 10, 26) not in thursdays


def test_chosen_weeks_may_lie_outside_classes() -> None:
    assert weeks_of(Rhythm.CHOSEN, [], [date(2027, 1, 4), date(2026, 12, 21)]) == [date(2026, 12, 21), date(2027, 1, 4)]


@given(DAYS, st.integers(6, 20), st.integers(-400, 400))
def test_a_class_moved_by_days_keeps_its_hour_whatever_summer_time_does(day: date, hour: int, days: int) -> None:
    moved = days_later(slot_on(day, time(hour), 90), days)

    assert timezone.localtime(moved.starts_at).replace(tzinfo=None) == datetime.combine(day, time(hour)) + timedelta(
        days=days
    )
    assert moved.length == timedelta(minutes=90)
