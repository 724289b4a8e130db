"""Sessions for spreadsheets, by the columns that an import reads: every cell is text, no name is a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

import xlsxwriter

from peristyle.kernel.spreadsheets import BYTE_ORDER_MARK, safe_cell

_WIDTH = 18


def as_csv(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """For a French Excel: semicolons, and the mark by which it knows UTF-8."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(titles)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def as_xlsx(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page, bold = book.add_worksheet(), book.add_format({"bold": True})
        page.set_column(0, len(titles) - 1, _WIDTH)
        page.freeze_panes(1, 0)
        for number, row in enumerate((titles, *rows)):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell, bold if number == 0 else None)
    return file.getvalue()
