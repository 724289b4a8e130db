"""Lists of a group as files to print or to work on: PDF by Typst, XLSX by XlsxWriter.

What people typed is only ever a value: of `sys.inputs` for Typst, of a text cell for spreadsheets.
"""

import json
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

import typst
import xlsxwriter

TEMPLATES = Path(__file__).resolve().parents[1] / "typst"
WIDTHS = (28, 24, 16)


@dataclass(frozen=True)
class Sheet:
    """A list of people under a title; `signature` is the title of an empty column to sign in, if there is one."""

    title: str
    lines: tuple[str, ...]
    headers: tuple[str, str, str]
    rows: tuple[tuple[str, str, str], ...]
    signature: str
    language: str


def as_pdf(sheet: Sheet) -> bytes:
    """The sheet on A4 paper."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    compiler = typst.Compiler(root=TEMPLATES, font_paths=fonts)
    pdf = compiler.compile(
        input=TEMPLATES / "sheet.typ",
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"sheet": json.dumps(asdict(sheet))},
    )
    if not isinstance(pdf, bytes):
        raise TypeError("a template without pages")
    return pdf


def as_xlsx(sheet: Sheet) -> bytes:
    """The sheet as a spreadsheet whose cells are all texts: no name is a formula, no number loses its zeros."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet()
        bold = book.add_format({"bold": True})
        signed = bool(sheet.signature)
        framed = book.add_format({"border": 1, "valign": "vcenter"}) if signed else None
        page.write_string(0, 0, sheet.title, bold)
        for number, line in enumerate(sheet.lines, start=1):
            page.write_string(number, 0, line)
        first = len(sheet.lines) + 2
        headers = (*sheet.headers, sheet.signature) if signed else sheet.headers
        for column, header in enumerate(headers):
            page.write_string(first, column, header, bold)
        for number, row in enumerate(sheet.rows, start=first + 1):
            if signed:
                page.set_row(number, 26)
                page.write_blank(number, len(row), None, framed)
            for column, cell in enumerate(row):
                page.write_string(number, column, cell, framed)
        for column, width in enumerate(WIDTHS):
            page.set_column(column, column, width)
        if signed:
            page.set_column(len(WIDTHS), len(WIDTHS), 34)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(first)
    return file.getvalue()
