from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from peristyle.enrolment.rules.confirmation_codes import COUNTED_DURING, MOST_PER_HOUR, PAUSE, wait_before_next

NOON = datetime(2026, 7, 10, 12, tzinfo=UTC)


def test_the_first_code_is_sent_at_once() -> None:
    assert wait_before_next([], NOON) == timedelta(0)


def test_another_code_waits_a_minute() -> None:
    assert wait_before_next([NOON - timedelta(seconds=20)], NOON) == timedelta(seconds=40)


def test_after_five_within_the_hour_one_waits_until_the_first_is_an_hour_old() -> None:
    requested = [NOON - timedelta(minutes=minutes) for minutes in (50, 40, 30, 20, 10)]

    assert wait_before_next(requested, NOON) == timedelta(minutes=10)


def test_codes_of_yesterday_do_not_count() -> None:
    assert wait_before_next([NOON - timedelta(days=1)] * 20, NOON) == timedelta(0)


@given(st.lists(st.integers(0, 7200), max_size=30))
def test_whoever_waits_as_told_never_asks_too_often(impatience: list[int]) -> None:
    now, sent = NOON, list[datetime]()
    for seconds in impatience:
        now += timedelta(seconds=seconds)
        now += wait_before_next(sent, now)
        sent.append(now)

    for instant in sent:
        within_the_hour = [each for each in sent if instant <= each < instant + COUNTED_DURING]
        assert len(within_the_hour) <= MOST_PER_HOUR
    assert all(later - earlier >= PAUSE for earlier, later in pairwise(sent))
