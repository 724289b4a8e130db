"""Workbooks of others, made fit for a reader that trusts every size it is told.

The reader unpacks by itself, makes room for all cells from the first to the last, and copies a shared text as often as
cells name it: a few kilobytes would fill the memory and bring the whole process down.
"""

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from peristyle.timetable.ports import ToolUnreadable

#: What a workbook may hold once it is unpacked.
MOST_UNPACKED = 100 * 1024 * 1024
#: How many cells a sheet may reach over, empty ones among them.
MOST_CELLS = 2_000_000
#: A cell of a spreadsheet holds 32,767 letters at most, and the formula that gave them.
LONGEST_CELL = 64 * 1024
#: How parts may be packed: what unpacks no further than one reads. Spreadsheets know no other way.
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: What holds the tables of an OpenDocument: they repeat cells as often as they say.
_OTHER_TABLES = "content.xml"
#: A cell of a sheet, and a text that cells share.
_CELLS = ("c", "si")
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})$")


def repacked(content: bytes) -> io.BytesIO:
    """The same workbook, of which no part gives more than the archive declares; what is no XML is left aside.

    Raises ToolUnreadable.
    """
    honest = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(honest, "w") as fresh:
            parts = {part.filename: part for part in packed.infolist()}
            if sum(part.file_size for part in parts.values()) > MOST_UNPACKED:
                raise ToolUnreadable("too_much")
            if _OTHER_TABLES in parts or any(part.compress_type not in _BOUNDED for part in parts.values()):
                raise ToolUnreadable("unreadable")
            for name, part in parts.items():
                with packed.open(part) as opened:
                    told = opened.read(part.file_size)
                if _is_fit(told):
                    fresh.writestr(name, told)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        # The last one: it is locked by a password.
        raise ToolUnreadable("unreadable") from error
    honest.seek(0)
    return honest


def _is_fit(told: bytes) -> bool:
    """Whether this is XML. Raises ToolUnreadable when its cells are too many, or too long."""
    part = _Part()
    try:
        part.parser.Parse(told, True)
    except expat.ExpatError:
        return False
    if part.rows * part.columns > MOST_CELLS or part.longest > LONGEST_CELL:
        raise ToolUnreadable("too_much")
    return True


class _Part:
    """How far the cells of a part reach, how long the longest is; an empty one counts for nothing."""

    def __init__(self) -> None:
        self.rows = self.columns = self.longest = 0
        self._row = self._column = self._letters = 0
        self._inside = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        said = attributes.get("r", "")
        if kind == "row":
            self._row, self._column = int(said) if said.isdecimal() else self._row + 1, 0
        elif kind in _CELLS:
            self._letters, self._inside = 0, True
            place = _PLACE.match(said)
            self._row, self._column = (int(place[2]), _number(place[1])) if place else (self._row, self._column + 1)
        elif self._inside:
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)

    def _end(self, name: str) -> None:
        if name.rpartition(" ")[2] in _CELLS:
            self.longest, self._inside = max(self.longest, self._letters), False

    def _text(self, text: str) -> None:
        if self._inside:
            self._letters += len(text)

    def _refuse(self, *_: object) -> None:
        """No spreadsheet declares a type, and what one declares may grow."""
        raise ToolUnreadable("unreadable")


def _number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
