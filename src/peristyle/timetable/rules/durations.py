"""Times due and placed, as people write them."""

MINUTES = 60


def in_hours(minutes: int) -> str:
    """« 19 h 30 », « 18 h »."""
    hours, rest = divmod(minutes, MINUTES)
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"
