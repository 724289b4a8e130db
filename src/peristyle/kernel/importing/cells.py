"""Checking the cells of a line: what any file of people holds."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from peristyle.kernel.days import parse_day
from peristyle.kernel.importing.files import Layout, Line
from peristyle.kernel.importing.problems import Problem

YOUNGEST = 10
OLDEST = 110
LONGEST = {
    "nom": 100,
    "prenom": 100,
    "nom_usage": 100,
    "autres_prenoms": 200,
    "lieu_naissance": 120,
    "pays_naissance": 80,
    "mail": 254,
}
CIVILITIES = {
    "": "",
    "m": "m",
    "mr": "m",
    "monsieur": "m",
    "mme": "mme",
    "mlle": "mme",
    "madame": "mme",
    "x": "",
}


class Row(Protocol):
    """A line that can be imported."""

    @property
    def line(self) -> int:
        """Where it stands in the file."""
        ...


Value = TypeVar("Value")
AnyRow = TypeVar("AnyRow", bound=Row)


class WrongCell(Exception):
    """A cell does not do: the code of its problem, its column, what was read there."""

    def __init__(self, code: str, column: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.column, self.value = code, column, value


def check_each(
    lines: Iterable[Line],
    layout: Layout,
    check: Callable[[Line], AnyRow],
    *,
    key: Callable[[AnyRow], Hashable],
    repeated: Callable[[AnyRow], WrongCell],
) -> Iterator[AnyRow | Problem]:
    """Each line as a row, or the first thing wrong with it; of two rows with one `key`, the second is `repeated`."""
    seen: set[Hashable] = set()
    for line in lines:
        try:
            _check_sizes(line, layout)
            row = check(line)
            if key(row) in seen:
                raise repeated(row)
        except WrongCell as wrong:
            yield Problem(line.number, wrong.code, wrong.column, wrong.value)
            continue
        seen.add(key(row))
        yield row


def day(written: str, column: str) -> date:
    """A day. Raises WrongCell."""
    try:
        return parse_day(written)
    except ValueError:
        raise WrongCell("not_a_day", column, written) from None


def birth_date(written: str, year: int) -> date:
    """A day on which somebody who comes in `year` may have been born. Raises WrongCell."""
    born = day(written, "date_naissance")
    if not year - OLDEST <= born.year <= year - YOUNGEST:
        raise WrongCell("unlikely_birth", "date_naissance", written)
    return born


def email(written: str) -> str:
    """A mail address. Raises WrongCell."""
    try:
        validate_email(written)
    except ValidationError:
        raise WrongCell("email", "mail", written) from None
    return written


def civility(written: str) -> str:
    """How a person is addressed. Raises WrongCell."""
    return choice(written, CIVILITIES, "civility", "civilite")


def choice(written: str, choices: Mapping[str, Value], code: str, column: str) -> Value:
    """What one of a few words means, whatever its capitals. Raises WrongCell."""
    try:
        return choices[written.lower().rstrip(".")]
    except KeyError:
        raise WrongCell(code, column, written) from None


def _check_sizes(line: Line, layout: Layout) -> None:
    for column in layout.required:
        if not line.cells[column]:
            raise WrongCell("required", column)
    for column, longest in LONGEST.items():
        if len(line.cells.get(column, "")) > longest:
            raise WrongCell("too_long", column, str(longest))
