"""Coefficients, credits and hours: whole numbers of a small part, so that sums are exact; written as French does."""

import re
from fractions import Fraction

COEFFICIENT, CREDITS, HOURS = 100, 10, 60
_DECIMAL = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?", re.ASCII)


def parse_quantity(written: str, parts: int) -> int:
    """« 2,5 » in hundredths, tenths or minutes. Raises ValueError when it is no such number."""
    typed = written.strip()
    if not _DECIMAL.fullmatch(typed):
        raise ValueError(written)
    exact = Fraction(typed.replace(",", ".")) * parts
    # 19,33 hours are 19 h 20 min, give or take some seconds; a coefficient of 0,125 would be another one.
    if exact.denominator != 1 and parts != HOURS:
        raise ValueError(written)
    return round(exact)


def written_quantity(value: int, parts: int) -> str:
    """« 2,5 », without needless zeros."""
    return f"{value / parts:.2f}".rstrip("0").rstrip(".").replace(".", ",")
