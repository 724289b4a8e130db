"""What is told of an end, and when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.accounts.rules.closing import End
from peristyle.accounts.rules.notices import Notice, NoticeKind, calendar, due_notice

WARNINGS = (60, 30, 10, 1)
LONG_AGO = date(2024, 9, 1)
LAST = date(2027, 12, 31)
CLOSING = date(2028, 1, 30)
GRADUATE = End(LAST, CLOSING, None)
RETIRED = End(date(2027, 6, 30), date(2028, 6, 30), None)


def told_on(today: date, end: End = GRADUATE, activated_on: date = LONG_AGO) -> tuple[str, int] | None:
    notice = due_notice(end, WARNINGS, activated_on, today)
    return (notice.kind, notice.days_before) if notice else None


@pytest.mark.parametrize(
    ("today", "notice"),
    [
        (date(2027, 10, 31), None),
        (date(2027, 11, 1), ("access_ends", 60)),
        (date(2027, 11, 30), ("access_ends", 60)),
        (date(2027, 12, 1), ("access_ends", 30)),
        (date(2027, 12, 21), ("access_ends", 10)),
        (date(2027, 12, 30), ("access_ends", 1)),
        (LAST, ("access_ends", 1)),
        (date(2028, 1, 1), ("closing", 0)),
        (CLOSING, ("closing", 0)),
        (date(2028, 1, 31), ("closed", 0)),
        (date(2029, 1, 1), ("closed", 0)),
    ],
)
def test_a_graduate_is_told_one_thing_at_a_time(today: date, notice: tuple[str, int] | None) -> None:
    assert told_on(today) == notice


def test_whoever_keeps_their_mail_for_a_year_is_warned_again() -> None:
    told = [notice for notice in calendar(RETIRED, WARNINGS, LONG_AGO) if notice.kind == NoticeKind.MAIL_ENDS]

    assert [notice.told_on for notice in told] == [RETIRED.last_closing_day - timedelta(days=days) for days in WARNINGS]


def test_whoever_is_invited_for_a_week_is_warned_a_day_before() -> None:
    week = End(date(2027, 3, 8), date(2027, 3, 15), None)
    activated_on = date(2027, 3, 1)

    assert told_on(date(2027, 3, 2), week, activated_on) is None
    assert told_on(date(2027, 3, 7), week, activated_on) == ("access_ends", 1)


def test_an_end_that_comes_nearer_is_told_at_once() -> None:
    assert told_on(date(2027, 12, 25)) == ("access_ends", 10)


def test_what_closes_at_once_is_not_closing() -> None:
    at_once = End(LAST, LAST, None)

    assert told_on(date(2028, 1, 1), at_once) == ("closed", 0)


def test_an_institution_may_warn_nobody() -> None:
    assert [notice.kind for notice in calendar(GRADUATE, (), LONG_AGO)] == [NoticeKind.CLOSING, NoticeKind.CLOSED]


DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1))
ENDS = st.builds(
    lambda last, grace: End(last, last + timedelta(days=grace), None), DAYS, st.integers(min_value=0, max_value=800)
)
THRESHOLDS = st.sets(st.integers(min_value=1, max_value=365), max_size=5)


@given(ENDS, THRESHOLDS, DAYS)
def test_notices_follow_each_other_day_by_day(end: End, warning_days: set[int], activated_on: date) -> None:
    days = [notice.told_on for notice in calendar(end, warning_days, activated_on)]

    assert days == sorted(set(days))


@given(ENDS, THRESHOLDS, DAYS, DAYS)
def test_nothing_is_told_before_its_day(end: End, warning_days: set[int], activated_on: date, today: date) -> None:
    notice = due_notice(end, warning_days, activated_on, today)

    assert notice is None or isinstance(notice, Notice)
    assert notice is None or notice.told_on <= today
