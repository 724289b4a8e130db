"""The only clock of the house: tests and the demonstration move it."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string


class Clock(Protocol):
    """What tells the time of the house."""

    def offset(self) -> timedelta:
        """How far the house's time is ahead of the machine's."""
        ...


class MachineClock:
    """The machine's own time: every edition but the demonstration."""

    def offset(self) -> timedelta:
        """No difference with the machine's time."""
        return timedelta(0)


@cache
def _clock() -> Clock:
    clock: Clock = import_string(settings.PERISTYLE_CLOCK)()
    return clock


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return timezone.now() + _clock().offset()  # noqa: TID251 — the one place that asks the machine


def today() -> date:
    """The present day in the institution's time zone."""
    return timezone.localdate(now())


def machine_time(instant: datetime) -> datetime:
    """The machine's time when the house's clock will show `instant`; the task queue counts in it."""
    return instant - _clock().offset()
