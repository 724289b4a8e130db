"""The roll of a session for spreadsheets: every cell is text, no name is a formula, no number loses its zeros."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

import xlsxwriter

from peristyle.kernel.spreadsheets import BYTE_ORDER_MARK, code_cell, safe_cell

_WIDTH = 20


def as_csv(titles: Sequence[str], rows: Iterable[Sequence[str]], *, code_column: int) -> bytes:
    """For a French Excel: semicolons, and the mark by which it knows UTF-8."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(titles)
    for row in rows:
        writer.writerow([code_cell(cell) if at == code_column else safe_cell(cell) for at, cell in enumerate(row)])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def as_xlsx(titles: Sequence[str], rows: Iterable[Sequence[str]], *, heading: str) -> bytes:
    """A workbook, the session's name above its table."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page, bold = book.add_worksheet(), book.add_format({"bold": True})
        page.set_column(0, len(titles) - 1, _WIDTH)
        page.write_string(0, 0, heading, bold)
        for column, title in enumerate(titles):
            page.write_string(2, column, title, bold)
        for number, row in enumerate(rows, start=3):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell)
        page.freeze_panes(3, 0)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
    return file.getvalue()
