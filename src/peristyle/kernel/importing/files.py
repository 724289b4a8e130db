"""Reading a file of people: its letters, its separator, its columns."""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from peristyle.kernel.importing.problems import Problem

SEPARATORS = ";,\t"
MOST_LINES = 100_000


@dataclass(frozen=True)
class Layout:
    """The columns of a kind of file; others may stand in it and are ignored.

    `also`: other titles and the columns they mean, the surest first.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> frozenset[str]:
        """Every column that is read."""
        return frozenset(self.required + self.optional)

    def named(self, titles: Sequence[str]) -> list[str]:
        """Titles by the names of their columns; another name counts where the column itself is not there."""
        named = list(titles)
        for title, column in self.also.items():
            if title in named and column not in named:
                named[named.index(title)] = column
        return named


@dataclass(frozen=True)
class Line:
    """A line of the file: where it starts, and its cells by column; a column the file lacks has no cell."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """The lines that can be read, and what is wrong with the others or with the file itself."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def decode(content: bytes) -> str:
    """UTF-8 with or without its mark, else what spreadsheets on Windows write, which holds all of Latin-1's letters."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read(text: str, layout: Layout) -> Reading:
    """The lines of the file. A wrong line of titles refuses the whole."""
    text = text.replace("\0", "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        titles = layout.named([_column(title) for title in next(reader)])
    except (StopIteration, csv.Error):
        return Reading((), (Problem(1, "empty_file"),))
    wrong = _wrong_titles(titles, layout)
    if wrong:
        return Reading((), wrong)
    lines: list[Line] = []
    problems: list[Problem] = []
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return Reading(tuple(lines), tuple(problems))
        except csv.Error:
            # What follows an unclosed quotation mark cannot be told apart: reading stops here.
            return Reading(tuple(lines), (*problems, Problem(number, "broken_line")))
        cells = [_tidy(cell) for cell in row]
        if not any(cells):
            continue
        if len(lines) + len(problems) >= MOST_LINES:
            return Reading((), (Problem(number, "too_many_lines", value=str(MOST_LINES)),))
        if any(cells[len(titles) :]):
            problems.append(Problem(number, "too_many_cells"))
            continue
        # A line may stop before its empty last cells.
        padded = cells + [""] * (len(titles) - len(cells))
        known = {title: cell for title, cell in zip(titles, padded, strict=False) if title in layout.columns}
        lines.append(Line(number, known))


def _tidy(cell: str) -> str:
    """What was written: without stray spaces, nor the formula by which a spreadsheet keeps a number as text."""
    if cell.startswith('="') and cell.endswith('"'):
        cell = cell[2:-1]
    return " ".join(cell.split())


def _separator(text: str) -> str:
    titles = text.lstrip().split("\n", 1)[0]
    return max(SEPARATORS, key=titles.count)


def _column(title: str) -> str:
    """A title as a column's name: « Date de naissance » and « date_naissance » are the same."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.split(r"[^a-z0-9]+", plain) if word not in {"", "de", "d", "du", "la", "l"}]
    return "_".join(words)


def _wrong_titles(titles: list[str], layout: Layout) -> tuple[Problem, ...]:
    if not any(titles):
        return (Problem(1, "empty_file"),)
    missing = [Problem(1, "missing_column", value=column) for column in layout.required if column not in titles]
    repeated = [Problem(1, "repeated_column", value=each) for each in sorted(layout.columns) if titles.count(each) > 1]
    return (*missing, *repeated)
