"""Days as people write them."""

import re
from datetime import date

# Without signs between them the digits are all eight: 1122004 may be the 1st or the 11th.
_DAY_FIRST = re.compile(r"(\d{1,2})\D{1,3}(\d{1,2})\D{1,3}(\d{4})|(\d{2})(\d{2})(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def parse_day(text: str) -> date:
    """A day as people write it: 31/12/2004, 31122004, 31-12-2004, 31 / 12 / 2004, 2004-12-31. Raises ValueError."""
    typed = text.strip()
    if found := _YEAR_FIRST.fullmatch(typed):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(typed):
        day, month, year = filter(None, found.groups())
    else:
        raise ValueError(text)
    return date(int(year), int(month), int(day))
