from datetime import timedelta
from pathlib import Path

import pytest

from peristyle.demo.clock import DemoClock, keep_offset
from peristyle.kernel import clock
from tests.harness.travel import Traveller

pytestmark = pytest.mark.usefixtures("movable_clock")


def test_a_new_house_is_on_time() -> None:
    assert DemoClock().offset() == timedelta(0)


def test_the_house_is_as_far_ahead_as_it_was_moved(at: Traveller) -> None:
    instant = at("2026-11-23 18:00")

    keep_offset(timedelta(days=2, minutes=15))

    assert clock.now() == instant + timedelta(days=2, minutes=15)


def test_a_process_that_runs_already_notices_that_the_clock_was_moved() -> None:
    running = DemoClock()
    keep_offset(timedelta(minutes=15))
    running.offset()

    keep_offset(timedelta(days=1))

    assert running.offset() == timedelta(days=1)


def test_the_file_is_not_read_again_while_it_does_not_change(movable_clock: Path) -> None:
    running = DemoClock()
    keep_offset(timedelta(days=1))
    running.offset()
    (movable_clock / "clock-offset").chmod(0o000)

    assert running.offset() == timedelta(days=1)


def test_a_house_whose_data_is_erased_is_on_time_again(movable_clock: Path) -> None:
    running = DemoClock()
    keep_offset(timedelta(days=1))
    running.offset()

    (movable_clock / "clock-offset").unlink()

    assert running.offset() == timedelta(0)
