"""Coefficients, credits and hours are exact and come back as they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.curriculum.rules.quantities import COEFFICIENT, CREDITS, HOURS, parse_quantity, written_quantity


@given(st.sampled_from([COEFFICIENT, CREDITS, HOURS]), st.integers(0, 50_000))
def test_what_is_written_is_read_back(parts: int, value: int) -> None:
    assert parse_quantity(written_quantity(value, parts), parts) == value


@pytest.mark.parametrize(("written", "expected"), [("2,5", 25), ("6.5", 65), ("30", 300), (" 3 ", 30)])
def test_a_comma_or_a_point(written: str, expected: int) -> None:
    assert parse_quantity(written, CREDITS) == expected


@pytest.mark.parametrize("written", ["", "-1", "1e3", "trois", "2,", "0,05", "٣", "12345"])
def test_anything_else_is_no_number(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_quantity(written, CREDITS)
