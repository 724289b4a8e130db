"""What an officer types is sorted out."""

from datetime import date

import pytest

from peristyle.enrolment.rules.student_search import Sought, sought


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Sought()),
        ("Léa martin", Sought(words="Léa martin")),
        ("21234567", Sought(words="21234567")),
        ("lea.martin@example.net", Sought(words="lea.martin@example.net")),
        ("martin 12/05/2007", Sought(words="martin", birth_date=date(2007, 5, 12))),
        ("2007-05-12", Sought(birth_date=date(2007, 5, 12))),
        ("31/02/2007", Sought(words="31/02/2007")),
        ("0600010040b", Sought(national_id="0600010040B")),
        ("p260000042", Sought(application_number="P260000042")),
        ("EC1234AB56", Sought(application_number="EC1234AB56")),
        ("montgomery", Sought(words="montgomery")),
    ],
)
def test_names_days_and_numbers_are_told_apart(typed: str, expected: Sought) -> None:
    assert sought(typed) == expected
