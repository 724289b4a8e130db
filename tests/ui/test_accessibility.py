"""The three words the law knows, told from the recorded audit (RGAA 4.1.2)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.kernel.institution import AccessibilityAudit
from peristyle.ui.accessibility import WORDS, Conformity, conformity

DAY = date(2026, 6, 1)


def audit(*, met: int, applicable: int = 60, made_on: date = DAY) -> AccessibilityAudit:
    """An audit by somebody."""
    return AccessibilityAudit(made_on=made_on, made_by="Quelqu’un", criteria_applicable=applicable, criteria_met=met)


def test_without_an_audit_the_house_says_that_it_does_not_conform() -> None:
    assert conformity(None, DAY) == Conformity.NONE


@pytest.mark.parametrize(
    ("met", "applicable", "expected"),
    [
        (60, 60, Conformity.TOTAL),
        (59, 60, Conformity.PARTIAL),
        (30, 60, Conformity.PARTIAL),
        (29, 60, Conformity.NONE),
        (31, 61, Conformity.PARTIAL),
        (30, 61, Conformity.NONE),
        (0, 60, Conformity.NONE),
        (1, 1, Conformity.TOTAL),
    ],
)
def test_all_criteria_half_of_them_or_fewer(met: int, applicable: int, expected: Conformity) -> None:
    assert conformity(audit(met=met, applicable=applicable), DAY) == expected


@pytest.mark.parametrize(
    ("made_on", "today", "expected"),
    [
        (date(2026, 6, 1), date(2029, 5, 31), Conformity.TOTAL),
        (date(2026, 6, 1), date(2029, 6, 1), Conformity.NONE),
        (date(2028, 2, 29), date(2031, 2, 28), Conformity.TOTAL),
        (date(2028, 2, 29), date(2031, 3, 1), Conformity.NONE),
    ],
)
def test_an_audit_is_worth_three_years(made_on: date, today: date, expected: Conformity) -> None:
    assert conformity(audit(met=60, made_on=made_on), today) == expected


@given(made_on=st.dates(max_value=date(9000, 1, 1)), today=st.dates())
def test_every_day_has_its_word(made_on: date, today: date) -> None:
    assert conformity(audit(met=60, made_on=made_on), today) in WORDS
