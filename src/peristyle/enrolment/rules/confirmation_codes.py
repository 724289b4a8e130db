"""Codes that confirm a personal address: thirty minutes, five tries; a new one at most every minute, five an hour."""

from collections.abc import Sequence
from datetime import datetime, timedelta

LIFE = timedelta(minutes=30)
MOST_TRIES = 5
PAUSE = timedelta(minutes=1)
COUNTED_DURING = timedelta(hours=1)
MOST_PER_HOUR = 5


def wait_before_next(requested: Sequence[datetime], now: datetime) -> timedelta:
    """How long to wait before another code is sent, given when the former ones were requested."""
    recent = sorted(instant for instant in requested if instant > now - COUNTED_DURING)
    if not recent:
        return timedelta(0)
    free_at = recent[-1] + PAUSE
    if len(recent) >= MOST_PER_HOUR:
        free_at = max(free_at, recent[-MOST_PER_HOUR] + COUNTED_DURING)
    return max(free_at - now, timedelta(0))
