from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.enrolment.rules.instalments import (
    NotInInstalments,
    PlannedPart,
    reminder_due,
    schedule,
    why_not_in_instalments,
)


@dataclass(frozen=True)
class Days:
    opens: str
    closes: str


SUMMER = [Days("07-06", "07-26"), Days("08-20", "10-14")]


def test_the_first_part_carries_the_cents_that_do_not_divide() -> None:
    parts = schedule(17800, date(2026, 7, 10), count=3, every_months=1)

    assert parts == (
        PlannedPart(5934, date(2026, 7, 10)),
        PlannedPart(5933, date(2026, 8, 10)),
        PlannedPart(5933, date(2026, 9, 10)),
    )


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [("2026-08-31", "2026-09-30", "2026-10-31"), ("2026-12-31", "2027-01-31", "2027-02-28")],
)
def test_a_month_too_short_ends_on_its_last_day(first: str, second: str, third: str) -> None:
    parts = schedule(30000, date.fromisoformat(first), count=3, every_months=1)

    assert [part.due_on.isoformat() for part in parts] == [first, second, third]


@given(total=st.integers(10_000, 10**6), day=st.dates(date(2020, 1, 1), date(2040, 1, 1)), count=st.integers(2, 4))
def test_nothing_is_lost_nor_added_and_each_part_comes_after_the_one_before(total: int, day: date, count: int) -> None:
    parts = schedule(total, day, count=count, every_months=1)

    assert sum(part.amount_cents for part in parts) == total
    assert len({part.due_on for part in parts}) == count
    assert sorted(part.due_on for part in parts) == [part.due_on for part in parts]
    assert parts[0].amount_cents - parts[-1].amount_cents < count


@pytest.mark.parametrize(
    ("cents", "day", "already", "why_not"),
    [
        (10000, "2026-07-06", False, None),
        (17800, "2026-07-26", False, None),
        (17800, "2026-10-14", False, None),
        (9999, "2026-07-10", False, NotInInstalments.TOO_SMALL),
        (17800, "2026-07-05", False, NotInInstalments.OUT_OF_WINDOW),
        (17800, "2026-07-27", False, NotInInstalments.OUT_OF_WINDOW),
        (17800, "2026-11-24", False, NotInInstalments.OUT_OF_WINDOW),
        (17800, "2026-07-10", True, NotInInstalments.ONCE_A_YEAR),
    ],
)
def test_who_may_pay_in_several_times(cents: int, day: str, *, already: bool, why_not: NotInInstalments | None) -> None:
    found = why_not_in_instalments(
        cents, date.fromisoformat(day), minimum_cents=10000, windows=SUMMER, already_this_year=already
    )

    assert found == why_not
    assert found is None or found.label


@pytest.mark.parametrize(("days", "number"), [(-1, None), (0, 0), (2, 0), (3, 1), (9, 1), (10, 2), (60, 2)])
def test_letters_have_their_days(days: int, number: int | None) -> None:
    due_on = date(2026, 8, 10)

    assert reminder_due(due_on, due_on + timedelta(days=days), (3, 10)) == number
