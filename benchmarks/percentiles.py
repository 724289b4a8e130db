"""What most stay under."""

import statistics
from collections.abc import Iterable

PERCENTILE = 95


def percentile(taken: Iterable[float]) -> float:
    """What 95 of a hundred stay under."""
    values = [*taken]
    return statistics.quantiles(values, n=100)[PERCENTILE - 1] if len(values) > 1 else values[0]
