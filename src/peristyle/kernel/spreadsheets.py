"""Cells of a CSV that a spreadsheet opens: text stays text, whatever somebody typed into it (attack D4)."""

import re
from typing import Any

#: What makes a spreadsheet take a cell for a formula (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Excel reads a file as UTF-8 only if it begins so.
BYTE_ORDER_MARK = "\ufeff"
#: Codes that a spreadsheet would take for a number, and round or shorten: 00120042, 12E5.
_LIKE_A_NUMBER = re.compile(r"\d[0-9A-Z]*", re.ASCII)


def safe_cell(value: Any) -> str:
    """The value as a cell that is never a formula, even after spaces; numbers stay as they are."""
    text = "" if value is None else str(value)
    if isinstance(value, int | float):
        return text
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA_STARTS) else text


def code_cell(code: str) -> str:
    """A code as a cell that stays text, zeros and all: a formula that only quotes digits and capitals."""
    return f'="{code}"' if _LIKE_A_NUMBER.fullmatch(code) else safe_cell(code)
