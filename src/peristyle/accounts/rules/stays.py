"""How long a guest may stay."""

from datetime import date, timedelta


def longest_stay_ends(today: date, days: int) -> date:
    """The last day that may be granted today."""
    return today + timedelta(days=days)


def may_end_on(day: date, *, today: date, days: int) -> bool:
    """Whether a stay may end on `day`: not before today, not later than the institution allows."""
    return today <= day <= longest_stay_ends(today, days)
