"""Workbooks of one sheet, for people who go on working in them: every cell is text, no name is ever a formula."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_A4, _WIDTH = 9, 18


def workbook(titles: Sequence[str], rows: Iterable[Sequence[str]], *, heading: str = "") -> bytes:
    """The table, under a heading if it has one; its titles stay in sight."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page, bold = book.add_worksheet(), book.add_format({"bold": True})
        page.set_column(0, len(titles) - 1, _WIDTH)
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        above = 0
        if heading:
            page.write_string(0, 0, heading, bold)
            above = 2
        page.freeze_panes(above + 1, 0)
        for number, row in enumerate((titles, *rows), start=above):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell, bold if number == above else None)
    return file.getvalue()


def xlsx_file(name: str, titles: Sequence[str], rows: Iterable[Sequence[str]], *, heading: str = "") -> HttpResponse:
    """The answer that downloads such a workbook under a name."""
    answer = HttpResponse(workbook(titles, rows, heading=heading), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
