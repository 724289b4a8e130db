"""The house has one clock, which may be ahead of the machine's."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import Settings

from peristyle.kernel import clock
from tests.harness.travel import Traveller


class ADayAhead:
    """A clock that shows tomorrow."""

    def offset(self) -> timedelta:
        """One day."""
        return timedelta(days=1)


@pytest.fixture
def a_day_ahead(settings: Settings) -> Iterator[None]:
    settings.PERISTYLE_CLOCK = f"{__name__}.ADayAhead"
    clock._clock.cache_clear()
    yield
    clock._clock.cache_clear()


def test_now_is_an_instant_in_utc(at: Traveller) -> None:
    at("2026-09-01 10:00")

    assert clock.now() == datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
    assert clock.now().tzinfo == UTC


def test_today_is_the_day_in_france_even_when_utc_is_still_yesterday(at: Traveller) -> None:
    at("2027-01-01 00:30")

    assert clock.now().date() == date(2026, 12, 31)
    assert clock.today() == date(2027, 1, 1)


def test_the_clock_of_the_edition_moves_the_house(a_day_ahead: None, at: Traveller) -> None:
    instant = at("2026-12-31 10:00")

    assert clock.now() == instant + timedelta(days=1)
    assert clock.today() == date(2027, 1, 1)


def test_the_queue_is_told_the_machine_s_time_of_an_instant_of_the_house(a_day_ahead: None, at: Traveller) -> None:
    machine = at("2026-09-01 10:00")

    assert clock.machine_time(clock.now() + timedelta(minutes=15)) == machine + timedelta(minutes=15)
