from datetime import date

import pytest

from peristyle.enrolment.rules.campaigns import affiliation_start, campaign_year


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 2, 28), 2025),
        (date(2026, 3, 1), 2026),
        (date(2026, 7, 10), 2026),
        (date(2026, 9, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 15), 2026),
    ],
)
def test_from_march_on_people_enrol_in_the_coming_year(day: date, year: int) -> None:
    assert campaign_year(day, 9, 1) == year


def test_whoever_pays_before_the_year_starts_is_a_student_at_once() -> None:
    assert affiliation_start(date(2026, 7, 10), date(2026, 9, 1)) == date(2026, 7, 10)


def test_whoever_pays_later_is_a_student_since_the_start_of_the_year() -> None:
    assert affiliation_start(date(2026, 11, 23), date(2026, 9, 1)) == date(2026, 9, 1)
