"""Times due and placed, as people write them."""

from decimal import Decimal

MINUTES = 60


def in_hours(minutes: int) -> str:
    """« 19 h 30 », « 18 h »."""
    hours, rest = divmod(minutes, MINUTES)
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def decimal_hours(minutes: int) -> Decimal:
    """19.50, for those who go on calculating."""
    return (Decimal(minutes) / MINUTES).quantize(Decimal("0.01"))
