"""Whoever guesses is slowed down, and nobody else."""

from datetime import timedelta

import pytest

from peristyle.accounts.actions.throttle import (
    TooManyTries,
    check_wait,
    count_failure,
    forget_failures,
    forget_old_failures,
)
from peristyle.accounts.models import Throttle
from peristyle.accounts.rules.throttling import FREE_TRIES, FREE_TRIES_PER_ADDRESS, UNDER_ATTACK_FROM
from tests.accounts.factories import coming_from
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
ATTACKER, OWNER = "203.0.113.9", "192.0.2.1"
NO_WAIT = timedelta(0)


def fail(subject: str, address: str, *, times: int = 1, device: str | None = None) -> None:
    with coming_from(address):
        for _ in range(times):
            count_failure("sign-in", subject, device=device)


def wait(subject: str, address: str, *, device: str | None = None, kind: str = "sign-in") -> timedelta:
    with coming_from(address):
        try:
            check_wait(kind, subject, device=device)
        except TooManyTries as slow:
            return slow.wait
    return NO_WAIT


def test_the_fifth_failure_makes_one_wait_and_each_next_one_twice_as_long(at: Traveller) -> None:
    at("2026-09-01 10:00")
    fail("lea", ATTACKER, times=FREE_TRIES - 1)
    assert wait("lea", ATTACKER) == NO_WAIT

    fail("lea", ATTACKER)
    assert wait("lea", ATTACKER) == timedelta(seconds=15)

    at.later(seconds=14)
    assert wait("lea", ATTACKER) == timedelta(seconds=1)

    at.later(seconds=1)
    assert wait("lea", ATTACKER) == NO_WAIT

    fail("lea", ATTACKER)
    assert wait("lea", ATTACKER) == timedelta(seconds=30)


def test_an_attacker_never_slows_the_owner_who_is_elsewhere_not_even_by_going_on(at: Traveller) -> None:
    at("2026-09-01 10:00")
    fail("lea", ATTACKER, times=UNDER_ATTACK_FROM)
    assert wait("lea", OWNER) == NO_WAIT

    fail("lea", OWNER)
    assert wait("lea", OWNER) == timedelta(seconds=15)

    at.later(seconds=15)
    fail("lea", ATTACKER)
    assert wait("lea", OWNER) == NO_WAIT


def test_under_attack_a_new_address_has_one_try_at_once() -> None:
    for number in range(UNDER_ATTACK_FROM):
        fail("lea", f"203.0.113.{number}")
    assert wait("lea", "198.51.100.1") == NO_WAIT

    fail("lea", "198.51.100.1")
    assert wait("lea", "198.51.100.1") > NO_WAIT
    assert wait("zoe", "198.51.100.1") == NO_WAIT


def test_a_known_browser_is_slowed_by_its_own_failures_only() -> None:
    fail("lea", OWNER, times=FREE_TRIES_PER_ADDRESS)

    assert wait("lea", OWNER) > NO_WAIT
    assert wait("lea", OWNER, device="phone") == NO_WAIT

    fail("lea", OWNER, times=FREE_TRIES, device="phone")
    assert wait("lea", OWNER, device="phone") > NO_WAIT
    assert wait("lea", OWNER, device="tablet") == NO_WAIT


def test_spraying_over_many_accounts_slows_the_address_a_little(at: Traveller) -> None:
    at("2026-09-01 10:00")
    for number in range(FREE_TRIES_PER_ADDRESS):
        fail(f"account{number}", ATTACKER)

    assert wait("zoe", ATTACKER) == timedelta(seconds=15)
    assert wait("zoe", OWNER) == NO_WAIT


def test_a_busy_campus_does_not_gather_failures_over_the_day(at: Traveller) -> None:
    at("2026-09-01 08:50")
    for number in range(FREE_TRIES_PER_ADDRESS - 1):
        fail(f"early{number}", OWNER)

    at("2026-09-01 09:10")
    fail("late", OWNER, times=3)

    assert wait("zoe", OWNER) == NO_WAIT


def test_all_addresses_of_a_household_in_ipv6_are_one() -> None:
    for number in range(FREE_TRIES):
        fail("lea", f"2001:db8:1:2::{number}")

    assert wait("lea", "2001:db8:1:2:ffff::1") > NO_WAIT
    assert wait("lea", "2001:db8:1:3::1") == NO_WAIT


def test_failures_are_forgotten_an_hour_after_the_last(at: Traveller) -> None:
    at("2026-09-01 10:00")
    fail("lea", ATTACKER, times=20)
    assert wait("lea", ATTACKER) == timedelta(minutes=15)

    at.later(hours=1)
    assert wait("lea", ATTACKER) == NO_WAIT

    fail("lea", ATTACKER)
    assert wait("lea", ATTACKER) == NO_WAIT


def test_a_success_forgets_ones_own_failures_and_nobody_elses() -> None:
    fail("lea", OWNER, times=FREE_TRIES)
    fail("zoe", OWNER, times=FREE_TRIES)
    fail("lea", ATTACKER, times=FREE_TRIES)

    with coming_from(OWNER):
        assert Throttle.objects.exists()
        forget_failures("sign-in", "lea")

    assert wait("lea", OWNER) == NO_WAIT
    assert wait("zoe", OWNER) > NO_WAIT
    assert wait("lea", ATTACKER) > NO_WAIT


def test_an_attackers_own_success_does_not_clear_what_the_address_did() -> None:
    for number in range(FREE_TRIES_PER_ADDRESS):
        fail(f"account{number}", ATTACKER)

    with coming_from(ATTACKER):
        forget_failures("sign-in", "the-attackers-own-account")

    assert wait("zoe", ATTACKER) > NO_WAIT


def test_tries_of_one_kind_do_not_slow_another() -> None:
    fail("21904567", ATTACKER, times=FREE_TRIES)

    assert wait("21904567", ATTACKER, kind="identity") == NO_WAIT


def test_whoever_has_something_to_forget_is_told_so() -> None:
    with coming_from(OWNER):
        assert check_wait("sign-in", "lea") is False
        count_failure("sign-in", "lea")
        assert check_wait("sign-in", "lea") is True


def test_what_was_counted_tells_neither_who_nor_where() -> None:
    fail("lea.martin@etu.umontpellier.fr", ATTACKER)

    kept = str(list(Throttle.objects.values()))

    assert "lea" not in kept
    assert ATTACKER not in kept


def test_the_sweep_keeps_what_still_slows_somebody_down(at: Traveller) -> None:
    at("2026-09-01 10:00")
    fail("lea", ATTACKER)
    at.later(minutes=30)
    fail("zoe", ATTACKER)
    at.later(minutes=30)

    forget_old_failures()

    assert Throttle.objects.count() == 3  # zoe's account, zoe's account from there, and the address itself
