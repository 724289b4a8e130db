"""CSV that a French spreadsheet opens rightly: text stays text, whatever somebody typed into it (attack D4)."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse

#: What makes a spreadsheet take a cell for a formula (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Excel reads a file as UTF-8 only if it begins so.
BYTE_ORDER_MARK = "\ufeff"
#: Codes that a spreadsheet would take for a number, and round or shorten: 00120042, 12E5.
_LIKE_A_NUMBER = re.compile(r"\d[0-9A-Z]*", re.ASCII)


def safe_cell(value: Any) -> str:
    """The value as a cell that is never a formula, even after spaces; numbers stay so, with a decimal comma."""
    text = "" if value is None else str(value)
    if isinstance(value, int | float):
        return text
    if isinstance(value, Decimal):
        return text.replace(".", ",")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA_STARTS) else text


def code_cell(code: str) -> str:
    """A code as a cell that stays text, zeros and all: a formula that only quotes digits and capitals."""
    return f'="{code}"' if _LIKE_A_NUMBER.fullmatch(code) else safe_cell(code)


def csv_lines(
    titles: Sequence[str], rows: Iterable[Sequence[Any]], *, codes: Collection[int] = frozenset()
) -> Iterator[str]:
    """The lines of a CSV, written as they are asked for: semicolons, and the mark by which Excel knows UTF-8.

    The columns numbered in `codes` keep their zeros.
    """
    writer: Any = csv.writer(_Line(), delimiter=";")
    yield BYTE_ORDER_MARK + writer.writerow(titles)
    for row in rows:
        yield writer.writerow([code_cell(cell) if at in codes else safe_cell(cell) for at, cell in enumerate(row)])


def csv_file(
    name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]], *, codes: Collection[int] = frozenset()
) -> HttpResponse:
    """The answer that downloads such a CSV under a name."""
    answer = HttpResponse("".join(csv_lines(titles, rows, codes=codes)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


class _Line:
    """What the CSV writer writes into: it hands each line on."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line
