"""A house whose clock can be moved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from peristyle.kernel import clock


@pytest.fixture
def movable_clock(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """The demonstration's clock, kept in a directory of this test's own, which is returned."""
    settings.PERISTYLE_CLOCK = "peristyle.demo.clock.DemoClock"
    settings.PERISTYLE_DATA = tmp_path
    clock._clock.cache_clear()
    yield tmp_path
    clock._clock.cache_clear()
