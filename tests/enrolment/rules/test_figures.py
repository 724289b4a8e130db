"""The same day a year before, and what changed."""

from datetime import date

import pytest

from peristyle.enrolment.rules.figures import Tally, same_day_last_year


@pytest.mark.parametrize(
    ("day", "before"),
    [(date(2026, 7, 14), date(2025, 7, 14)), (date(2028, 2, 29), date(2027, 2, 28))],
)
def test_the_same_day_a_year_before(day: date, before: date) -> None:
    assert same_day_last_year(day) == before


@pytest.mark.parametrize(("now", "before", "percent"), [(150, 100, 50), (90, 100, -10), (3, 0, None)])
def test_the_change_in_percent(now: int, before: int, percent: int | None) -> None:
    assert Tally(standing=now, last_year=before).change_percent == percent


def test_tallies_add_up() -> None:
    assert Tally(1, 2, 3) + Tally(10, 20, 30) == Tally(11, 22, 33)
