"""« Voir comme cette personne »: what bounds it (attack D5)."""

from datetime import datetime, timedelta

LONGEST_VISIT = timedelta(minutes=30)


def is_going_on(*, ends_at: datetime, ended_at: datetime | None, now: datetime) -> bool:
    """Whether a visit that ends at the latest at `ends_at` goes on."""
    return ended_at is None and now < ends_at
