"""Files of sessions, whatever their kind, as one text: a line of titles, then a line per session."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook

from peristyle.kernel.importing.files import decode
from peristyle.timetable.adapters.honest_workbook import MOST_UNPACKED, repacked
from peristyle.timetable.adapters.ics_files import is_calendar, lines_of_calendar
from peristyle.timetable.models.imports import Origin
from peristyle.timetable.ports import ToolUnreadable
from peristyle.timetable.rules.imports.rows import COLUMNS, MENTIONS, PROBLEM

_ZIP = b"PK\x03\x04"


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
    """The first sheet, a row at a time: what it comes to is bounded as well."""
    written = io.StringIO()
    rows = csv.writer(written, delimiter=";")
    try:
        for row in CalamineWorkbook.from_filelike(repacked(content)).get_sheet_by_index(0).iter_rows():
            rows.writerow([_cell(cell) for cell in row])
            if written.tell() > MOST_UNPACKED:
                raise ToolUnreadable("too_much")
    except (CalamineError, ValueError, IndexError) as error:
        raise ToolUnreadable("unreadable") from error
    return written.getvalue()


def _cell(value: object) -> str:
    """A cell as a person would type it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
