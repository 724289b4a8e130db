"""The clock of a test: it stands still and goes where the test says."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

PARIS = ZoneInfo("Europe/Paris")


class Traveller:
    """`at("2026-09-01 10:00")` stops the clock there, in Paris; `at.later(minutes=15)` moves it on."""

    def __init__(self) -> None:
        self._journey: time_machine.travel | None = None
        self._coordinates: time_machine.Traveller | None = None

    def __call__(self, moment: str | datetime) -> datetime:
        """Stop the clock at `moment` and return it."""
        instant = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        if instant.tzinfo is None:
            instant = instant.replace(tzinfo=PARIS)
        if self._coordinates is None:
            self._journey = time_machine.travel(instant, tick=False)
            self._coordinates = self._journey.start()
        else:
            self._coordinates.move_to(instant)
        return instant

    def later(self, **delay: float) -> datetime:
        """Move on by days, hours, minutes, seconds…, and return the new instant."""
        return self(datetime.now(PARIS) + timedelta(**delay))  # noqa: TID251 — the machine's clock is what travels

    def home(self) -> None:
        """Give the machine its clock back."""
        if self._journey is not None:
            self._journey.stop()


@pytest.fixture
def at() -> Iterator[Traveller]:
    """Stop the clock where the test says."""
    traveller = Traveller()
    yield traveller
    traveller.home()
