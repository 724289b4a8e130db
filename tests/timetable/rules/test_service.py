"""Hours of teaching, by semester."""

from datetime import date

import pytest

from peristyle.timetable.rules.service import semester_on

STARTS = (date(2027, 1, 18), date(2026, 9, 7))


@pytest.mark.parametrize(
    ("day", "starts", "semester"),
    [
        (date(2026, 9, 1), STARTS, 1),
        (date(2027, 1, 10), STARTS, 1),
        (date(2027, 1, 18), STARTS, 2),
        (date(2027, 6, 20), STARTS, 2),
        (date(2027, 6, 20), (), 1),
    ],
)
def test_a_semester_runs_from_its_first_classes_to_the_next_ones(
    day: date, starts: tuple[date, ...], semester: int
) -> None:
    assert semester_on(day, starts) == semester
