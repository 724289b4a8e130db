"""How long somebody must wait after failures: a delay, never a lock."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.accounts.rules.throttling import (
    FIRST_WAIT,
    FREE_TRIES,
    FREE_TRIES_PER_ADDRESS,
    LONGEST_WAIT,
    UNDER_ATTACK_FROM,
    free_tries,
    wait_after,
    wait_at_address,
)

NO_WAIT = timedelta(0)
COUNTS = st.integers(min_value=0, max_value=10**9)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 15), (6, 30), (7, 60), (8, 120), (9, 240), (10, 480), (11, 900), (12, 900), (10**9, 900)],
)
def test_five_tries_come_at_once_then_the_wait_doubles_up_to_a_quarter_of_an_hour(failures: int, seconds: int) -> None:
    assert wait_after(failures, FREE_TRIES) == timedelta(seconds=seconds)


def test_an_account_under_attack_leaves_each_address_one_try_at_once() -> None:
    assert free_tries(UNDER_ATTACK_FROM - 1) == FREE_TRIES
    assert free_tries(UNDER_ATTACK_FROM) == 1


def test_whoever_has_not_failed_never_waits_even_at_an_account_under_attack() -> None:
    assert wait_after(0, free_tries(10**6)) == NO_WAIT


def test_a_shared_address_waits_little_and_only_after_many_failures() -> None:
    assert wait_at_address(FREE_TRIES_PER_ADDRESS - 1) == NO_WAIT
    assert wait_at_address(FREE_TRIES_PER_ADDRESS) == FIRST_WAIT
    assert wait_at_address(10**6) == FIRST_WAIT


@given(COUNTS, COUNTS)
def test_one_more_failure_never_shortens_a_wait_and_no_wait_is_a_lock(failures: int, everywhere: int) -> None:
    free = free_tries(everywhere)

    assert wait_after(failures, free) <= wait_after(failures + 1, free) <= LONGEST_WAIT


@given(COUNTS)
def test_an_attack_from_everywhere_never_shortens_a_wait(failures: int) -> None:
    assert wait_after(failures, free_tries(0)) <= wait_after(failures, free_tries(UNDER_ATTACK_FROM))
