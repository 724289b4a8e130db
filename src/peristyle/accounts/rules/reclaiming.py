"""Since when changes are held to be the thief's, once somebody says « Ce n’était pas moi »."""

from datetime import datetime, timedelta

#: How long a change of personal address or number can be undone.
UNDONE_WITHIN = timedelta(hours=72)


def suspect_since(fact_at: datetime, now: datetime) -> datetime:
    """Everything since the disowned fact, and of the last 72 hours: a thief does several things in a row."""
    return min(fact_at, now - UNDONE_WITHIN)
