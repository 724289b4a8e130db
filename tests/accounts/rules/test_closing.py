"""When access ends and the account closes: the worked cases of decision 0005."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.accounts.queries.facts import closing_rules
from peristyle.accounts.rules.closing import (
    NEVER,
    ClosingRules,
    End,
    Tie,
    TieKind,
    academic_year,
    end_of_access,
    last_day_of_access,
    months_later,
)
from peristyle.people.public import AffiliationKind, StaffCategory

UM = ClosingRules(
    closing_days=30,
    guest_closing_days=7,
    staff_mail_months={"permanent": 12, "contract": 12, "temporary": 6, "": 3},
)


def student(ends_on: date | None, *, voided_on: date | None = None) -> Tie:
    return Tie(TieKind.STUDENT, ends_on, voided_on=voided_on)


def staff(ends_on: date | None, category: str = "contract") -> Tie:
    return Tie(TieKind.STAFF, ends_on, category)


def guest(ends_on: date) -> Tie:
    return Tie(TieKind.GUEST, ends_on)


def end(*ties: Tie, extended_until: date | None = None) -> End | None:
    return end_of_access(ties, extended_until, UM)


#: Who, their ties, the last day of access, the last day of closing; in the words and the order of decision 0005.
CASES = [
    ("graduates in 2027", [student(date(2027, 8, 31))], "2027-12-31", "2028-01-30"),
    ("stays a second year", [student(date(2027, 8, 31)), student(date(2028, 8, 31))], "2028-12-31", "2029-01-30"),
    ("drops out in October", [student(date(2026, 10, 15))], "2027-12-31", "2028-01-30"),
    ("drops out in February", [student(date(2027, 2, 12))], "2027-12-31", "2028-01-30"),
    ("comes back after a gap", [student(date(2025, 8, 31)), student(date(2029, 8, 31))], "2029-12-31", "2030-01-30"),
    ("leaves for another university in January", [student(date(2027, 1, 20))], "2027-12-31", "2028-01-30"),
    (
        "has a first enrolment cancelled",
        [student(date(2027, 8, 31), voided_on=date(2026, 9, 20))],
        "2026-09-19",
        "2026-10-19",
    ),
    (
        "has a second enrolment cancelled",
        [student(date(2026, 8, 31)), student(date(2027, 8, 31), voided_on=date(2026, 9, 20))],
        "2026-12-31",
        "2027-01-30",
    ),
    (
        "has a second enrolment cancelled in spring",
        [student(date(2026, 8, 31)), student(date(2027, 8, 31), voided_on=date(2027, 4, 2))],
        "2027-04-01",
        "2027-05-01",
    ),
    (
        "studies and works in an office",
        [student(date(2027, 8, 31)), staff(date(2027, 6, 30))],
        "2027-12-31",
        "2028-06-30",
    ),
    (
        "writes a thesis under a contract that outlasts it",
        [student(date(2027, 8, 31)), staff(date(2028, 2, 29))],
        "2028-02-29",
        "2029-02-28",
    ),
    (
        "writes a thesis beyond the contract",
        [student(date(2028, 8, 31)), staff(date(2026, 9, 30))],
        "2028-12-31",
        "2029-01-30",
    ),
    ("retires", [staff(date(2027, 6, 30), "permanent")], "2027-06-30", "2028-06-30"),
    ("taught by the hour", [staff(date(2027, 8, 31), "temporary")], "2027-08-31", "2028-02-29"),
    ("worked here somehow", [staff(date(2027, 6, 30), "")], "2027-06-30", "2027-09-30"),
    ("is a civil servant", [staff(None, "permanent")], None, None),
    ("was invited for a term", [guest(date(2027, 2, 28))], "2027-02-28", "2027-03-07"),
]


@pytest.mark.parametrize(("who", "ties", "access", "closing"), CASES, ids=[case[0] for case in CASES])
def test_whoever(who: str, ties: list[Tie], access: str | None, closing: str | None) -> None:
    found = end(*ties)

    assert (found and str(found.last_day), found and str(found.last_closing_day)) == (access, closing)


def test_the_kinds_of_ties_are_those_of_persons() -> None:
    assert {kind.value for kind in TieKind} == set(AffiliationKind.values)
    assert set(closing_rules().staff_mail_months) == {*StaffCategory.values, ""}


def test_without_any_tie_there_never_was_an_access() -> None:
    assert end() == End(NEVER, NEVER, None)


def test_the_tie_that_gives_the_longest_access_is_named() -> None:
    former, present = staff(date(2026, 9, 30)), student(date(2027, 8, 31))

    found = end(former, present)

    assert found is not None
    assert found.tie == present


def test_an_extension_keeps_an_account_closing_and_opens_nothing() -> None:
    longer = end(staff(date(2027, 6, 30)), extended_until=date(2029, 1, 31))
    shorter = end(staff(date(2027, 6, 30)), extended_until=date(2027, 9, 1))

    assert longer is not None
    assert (longer.last_day, longer.last_closing_day) == (date(2027, 6, 30), date(2029, 1, 31))
    assert shorter is not None
    assert shorter.last_closing_day == date(2028, 6, 30)


def test_another_institution_may_choose_another_day_and_another_year() -> None:
    rules = ClosingRules(year_starts=(1, 15), student_access_ends=(9, 30))

    assert last_day_of_access(student(date(2027, 8, 31)), rules) == date(2028, 9, 30)


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 1, 1), 2026)]
)
def test_the_academic_year_of_a_day(day: date, year: int) -> None:
    assert academic_year(day, (9, 1)) == year


def test_months_are_those_of_the_calendar() -> None:
    assert months_later(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_later(date(2026, 12, 31), 12) == date(2027, 12, 31)
    assert months_later(date(2027, 5, 31), 0) == date(2027, 5, 31)


TIES = st.lists(
    st.builds(
        Tie,
        kind=st.sampled_from(list(TieKind)),
        ends_on=st.dates(date(2000, 1, 1), date(2050, 1, 1)),
        category=st.sampled_from(["permanent", "contract", "temporary", ""]),
        voided_on=st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    ),
    min_size=1,
    max_size=4,
)


@given(TIES)
def test_access_never_ends_before_a_tie_that_holds_nor_long_after_the_last_one(ties: list[Tie]) -> None:
    found = end(*ties)
    counting = [tie.ends_on for tie in ties if tie.voided_on is None and tie.ends_on]
    latest = max([tie.ends_on for tie in ties if tie.ends_on])

    assert found is not None
    assert all(found.last_day >= last_day for last_day in counting)
    assert found.last_day <= latest + timedelta(days=488)
    assert found.last_day <= found.last_closing_day <= latest + timedelta(days=488 + 366)


@given(TIES, TIES)
def test_one_more_tie_never_shortens_anything(ties: list[Tie], more: list[Tie]) -> None:
    before, after = end(*ties), end(*ties, *more)

    assert before is not None
    assert after is not None
    assert after.last_day >= before.last_day
    assert after.last_closing_day >= before.last_closing_day


@given(TIES)
def test_the_order_of_ties_does_not_matter(ties: list[Tie]) -> None:
    there, back = end(*ties), end(*reversed(ties))

    assert there is not None
    assert back is not None
    assert (there.last_day, there.last_closing_day) == (back.last_day, back.last_closing_day)
