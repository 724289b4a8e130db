"""Workbooks of others: what they say is read; what would unpack to more than it declares is not."""

import struct
import tracemalloc
import zipfile
import zlib
from contextlib import suppress
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.kernel.workbooks import workbook
from peristyle.timetable.adapters.honest_workbook import LONGEST_CELL, MOST_UNPACKED
from peristyle.timetable.adapters.session_files import read_file
from peristyle.timetable.ports import ToolUnreadable

#: More than reading a small workbook takes.
MUCH = 5_000_000
FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
#: Where a line of a zip's directory tells the checksum and the size of what is unpacked.
CHECKSUM, SIZE, DIRECTORY = 16, 24, b"PK\x01\x02"


def plain() -> bytes:
    return workbook(("identifiant", "element"), [("A1", "HAI501I")])


def packed_anew(content: bytes, how: int = zipfile.ZIP_DEFLATED, **parts: bytes) -> bytes:
    """The same workbook with other parts, by the last word of their names."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(made, "w", how) as target:
        for name in source.namelist():
            word = name.rpartition("/")[2].partition(".")[0]
            target.writestr(name, parts.get(word, source.read(name)))
    return made.getvalue()


def lying(content: bytes, name: str, **told: int) -> bytes:
    """The same archive, whose directory says something else of a part."""
    changed = bytearray(content)
    entry = changed.rindex(name.encode()) - 46
    assert changed[entry : entry + 4] == DIRECTORY
    for fact, value in told.items():
        struct.pack_into("<L", changed, entry + {"size": SIZE, "checksum": CHECKSUM}[fact], value)
    return bytes(changed)


def code_of(content: bytes) -> str:
    with pytest.raises(ToolUnreadable) as refused:
        read_file(content, FIRST, LAST)
    return refused.value.code


def test_a_workbook_is_told_as_text() -> None:
    assert read_file(plain(), FIRST, LAST)[1].splitlines() == ["identifiant;element", "A1;HAI501I"]


def test_a_part_unpacks_no_further_than_the_directory_says() -> None:
    bomb = packed_anew(plain(), sheet1=b" " * 50_000_000)

    assert code_of(lying(bomb, SHEET, size=1000)) == "unreadable"
    tracemalloc.start()
    try:
        assert code_of(lying(bomb, SHEET, size=1000, checksum=zlib.crc32(b" " * 1000))) == "unreadable"
        assert tracemalloc.get_traced_memory()[1] < MUCH
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "far",
    [
        b"<row r='1048576'><c r = 'XFD1048576'><v>1</v></c></row></sheetData>",
        b'<row r="1048576"><c><v>1</v></c></row><row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>',
    ],
)
def test_a_cell_far_away_does_not_make_room_for_all_those_before_it(far: bytes) -> None:
    sheet = zipfile.ZipFile(BytesIO(plain())).read(SHEET)

    assert code_of(packed_anew(plain(), sheet1=sheet.replace(b"</sheetData>", far))) == "too_much"


def test_an_empty_cell_far_away_is_none() -> None:
    sheet = zipfile.ZipFile(BytesIO(plain())).read(SHEET)
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'

    content = packed_anew(plain(), sheet1=sheet.replace(b"</sheetData>", far))

    assert read_file(content, FIRST, LAST)[1].splitlines() == ["identifiant;element", "A1;HAI501I"]


def test_a_text_longer_than_a_cell_may_be_is_not_copied_into_each() -> None:
    texts = zipfile.ZipFile(BytesIO(plain())).read(TEXTS)
    long = b"<t>" + b"x" * LONGEST_CELL + b"</t>"

    assert code_of(packed_anew(plain(), sharedStrings=texts.replace(b"<t>A1</t>", long * 2))) == "too_much"


def test_a_workbook_that_declares_entities_is_not_read() -> None:
    texts = zipfile.ZipFile(BytesIO(plain())).read(TEXTS)
    declared = texts.replace(b"<sst", b'<!DOCTYPE sst [<!ENTITY a "aaaaaaaa">]><sst', 1)

    assert code_of(packed_anew(plain(), sharedStrings=declared)) == "unreadable"


def test_what_is_beside_the_tables_is_left_aside() -> None:
    with_picture = BytesIO(plain())
    with zipfile.ZipFile(with_picture, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG\r\n")

    assert read_file(with_picture.getvalue(), FIRST, LAST)[1].endswith("A1;HAI501I\r\n")


def test_what_says_to_be_too_much_is_not_even_read() -> None:
    assert code_of(lying(plain(), SHEET, size=MOST_UNPACKED + 1)) == "too_much"


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_packed_in_a_way_without_bounds_is_not_read(how: int) -> None:
    assert code_of(packed_anew(plain(), how)) == "unreadable"


@given(st.integers(min_value=0, max_value=3000), st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_is_read_or_refused_in_words(start: int, damage: bytes) -> None:
    content = plain()
    damaged = content[:start] + damage + content[start + len(damage) :]

    with suppress(ToolUnreadable):
        read_file(b"PK\x03\x04" + damaged[4:], FIRST, LAST)
