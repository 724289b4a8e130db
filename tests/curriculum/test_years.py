"""Academic years: 2026-2027 starts on 1 September 2026, unless the institution says otherwise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.curriculum.public import AcademicYear, current_year_number, open_year, year_start
from peristyle.curriculum.rules.years import academic_year_of, bounds
from tests.harness.travel import Traveller

starts = st.dates(date(2001, 1, 1), date(2001, 12, 31)).map(lambda day: (day.month, day.day))


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 8, 31), 2025),
        (date(2026, 9, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
        (date(2027, 8, 31), 2026),
        (date(2027, 9, 1), 2027),
        (date(2028, 2, 29), 2027),
    ],
)
def test_a_year_changes_on_1_september(day: date, number: int) -> None:
    assert academic_year_of(day, 9, 1) == number


def test_a_year_lasts_from_1_september_to_31_august() -> None:
    assert bounds(2026, 9, 1) == (date(2026, 9, 1), date(2027, 8, 31))


def test_a_year_may_be_a_calendar_year() -> None:
    assert bounds(2026, 1, 1) == (date(2026, 1, 1), date(2026, 12, 31))
    assert academic_year_of(date(2026, 12, 31), 1, 1) == 2026


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), starts)
def test_every_day_lies_in_its_year(day: date, start: tuple[int, int]) -> None:
    first, last = bounds(academic_year_of(day, *start), *start)

    assert first <= day <= last


@given(st.integers(min_value=1990, max_value=2090), starts)
def test_years_follow_each_other_without_a_gap(number: int, start: tuple[int, int]) -> None:
    _, last = bounds(number, *start)
    first_of_the_next, _ = bounds(number + 1, *start)

    assert first_of_the_next - last == timedelta(days=1)


def test_the_present_year_turns_at_midnight_in_france(at: Traveller) -> None:
    assert year_start() == (9, 1)

    at("2026-08-31 23:59:59")
    assert current_year_number() == 2025
    at("2026-09-01 00:00")
    assert current_year_number() == 2026


@pytest.mark.django_db
def test_a_year_is_opened_once() -> None:
    opened = open_year(2026)

    assert open_year(2026) == opened
    assert str(AcademicYear.objects.get()) == "2026-2027"
    assert (opened.starts_on, opened.ends_on) == (date(2026, 9, 1), date(2027, 8, 31))
