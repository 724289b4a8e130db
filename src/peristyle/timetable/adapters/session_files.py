"""Files of sessions, whatever their kind, as one text: a line of titles, then a line per session."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from peristyle.kernel.importing.files import decode
from peristyle.timetable.adapters.ics_files import is_calendar, lines_of_calendar
from peristyle.timetable.models.imports import Origin
from peristyle.timetable.ports import ToolUnreadable
from peristyle.timetable.rules.imports.rows import COLUMNS, MENTIONS, PROBLEM

#: What a workbook may hold once it is unpacked.
MOST_UNPACKED = 100 * 1024 * 1024
#: How many cells a sheet may reach over: one far away is as dear as all those before it.
MOST_CELLS = 2_000_000
_ZIP = b"PK\x03\x04"
#: How parts may be packed: what unpacks no further than one reads. Spreadsheets know no other way.
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: What holds the tables of an OpenDocument: they repeat cells as often as they say.
_OTHER_TABLES = "content.xml"
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})$")
#: What reading a broken archive raises, one that is locked by a password among them.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)


def read_file(content: bytes, first: date, last: date) -> tuple[Origin, str]:
    """Where a file comes from and what it says, between two days for a calendar. Raises ToolUnreadable."""
    if content.startswith(_ZIP):
        return Origin.FILE, _workbook(content)
    text = decode(content)
    if is_calendar(text):
        return Origin.CALENDAR, as_text(lines_of_calendar(text, first, last))
    if "\0" in text or not text.strip():
        raise ToolUnreadable("unreadable")
    return Origin.FILE, text


def as_text(lines: Iterable[Mapping[str, str]]) -> str:
    """Lines by column as a text that is read like any file's."""
    written = io.StringIO()
    columns = (*COLUMNS, MENTIONS, PROBLEM)
    writer = csv.DictWriter(written, columns, delimiter=";", restval="")
    writer.writeheader()
    writer.writerows(lines)
    return written.getvalue()


def _workbook(content: bytes) -> str:
    """The first sheet."""
    try:
        rows = CalamineWorkbook.from_filelike(_repacked(content)).get_sheet_by_index(0).to_python()
    except (*_BROKEN, CalamineError, ValueError, IndexError) as error:
        raise ToolUnreadable("unreadable") from error
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows([_cell(cell) for cell in row] for row in rows)
    return written.getvalue()


def _repacked(content: bytes) -> io.BytesIO:
    """The same workbook for a reader that trusts every size: its directory tells the truth, its cells lie near by.

    No part gives more than the directory says, whatever lies behind; only parts that hold text are kept.
    """
    honest = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(honest, "w") as fresh:
        parts = {part.filename: part for part in packed.infolist()}
        if sum(part.file_size for part in parts.values()) > MOST_UNPACKED:
            raise ToolUnreadable("too_much")
        if _OTHER_TABLES in parts or any(part.compress_type not in _BOUNDED for part in parts.values()):
            raise ToolUnreadable("unreadable")
        for name, part in parts.items():
            with packed.open(part) as opened:
                told = opened.read(part.file_size)
            cells = _reached(told)
            if cells is not None:
                fresh.writestr(name, told)
            if (cells or 0) > MOST_CELLS:
                raise ToolUnreadable("too_much")
    honest.seek(0)
    return honest


def _reached(part: bytes) -> int | None:
    """How many cells a sheet has from its first to its last, empty ones among them; None when this is no XML."""
    rows = columns = 0
    try:
        for _event, cell in etree.iterparse(io.BytesIO(part), resolve_entities=False, no_network=True):
            if etree.QName(cell).localname == "c" and (place := _PLACE.match(cell.get("r", ""))):
                columns = max(columns, _number(place[1]))
                rows = max(rows, int(place[2]))
            cell.clear()
            if cell.getprevious() is not None:
                cell.getparent().remove(cell.getprevious())
    except etree.XMLSyntaxError:
        return None
    return rows * columns


def _number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _cell(value: object) -> str:
    """A cell as a person would type it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
