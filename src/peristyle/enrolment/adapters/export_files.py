"""Files of rows for spreadsheets, written as the rows come, and where they lie: a directory of the house's data.

Every cell is text. A code stays as it is written, zeros and all; no name is ever a formula.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import xlsxwriter
from django.conf import settings

from peristyle.enrolment.rules.export_layouts import ExportFormat
from peristyle.kernel import tokens
from peristyle.kernel.spreadsheets import BYTE_ORDER_MARK, code_cell, safe_cell

#: Not that of the downloads of accounts: each sweeps away what it does not know.
FOLDER = "enrolment-exports"
WIDTH = 18
WriteRow = Callable[[Sequence[str]], None]


def new_name(kind: ExportFormat) -> str:
    """A name that nobody guesses."""
    return f"{tokens.new_token()}.{kind}"


def path_of(name: str) -> Path:
    """Where the file of that name lies; its folder is there."""
    folder = Path(settings.PERISTYLE_DATA) / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / name


def remove(names: Iterable[str]) -> None:
    """Remove files; those that are gone already are no trouble."""
    for name in names:
        path_of(name).unlink(missing_ok=True)


def remove_written_before(instant: datetime) -> None:
    """Remove what an interrupted export left: files last written before an instant of the machine's time."""
    for path in path_of("").iterdir():
        if path.stat().st_mtime < instant.timestamp():
            path.unlink(missing_ok=True)


@contextmanager
def writing(name: str, kind: ExportFormat, titles: Sequence[str], codes: Sequence[bool]) -> Iterator[WriteRow]:
    """A file of that name with its line of titles, and what writes its rows; `codes` tells which columns hold codes."""
    write = _writing_xlsx if kind == ExportFormat.XLSX else _writing_csv
    with write(path_of(name), titles, codes) as write_row:
        yield write_row


@contextmanager
def _writing_csv(path: Path, titles: Sequence[str], codes: Sequence[bool]) -> Iterator[WriteRow]:
    with path.open("w", encoding="utf-8", newline="") as file:
        path.chmod(0o600)
        file.write(BYTE_ORDER_MARK)
        writer = csv.writer(file, delimiter=";")
        writer.writerow(titles)
        yield lambda cells: writer.writerow(
            [code_cell(cell) if is_code else safe_cell(cell) for cell, is_code in zip(cells, codes, strict=True)]
        )


@contextmanager
def _writing_xlsx(path: Path, titles: Sequence[str], codes: Sequence[bool]) -> Iterator[WriteRow]:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)}) as book:
        page = book.add_worksheet()
        page.set_column(0, len(codes) - 1, WIDTH)
        page.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for column, title in enumerate(titles):
            page.write_string(0, column, title, bold)
        number = 0

        def write_row(cells: Sequence[str]) -> None:
            nonlocal number
            number += 1
            for column, cell in enumerate(cells):
                page.write_string(number, column, cell)

        yield write_row
    path.chmod(0o600)
