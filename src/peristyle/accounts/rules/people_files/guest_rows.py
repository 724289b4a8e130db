"""Checking the lines of a file of guests."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from peristyle.accounts.rules.people_files.persons import person_facts, personal_email
from peristyle.kernel.importing.cells import WrongCell, check_each, day
from peristyle.kernel.importing.files import Layout, Line
from peristyle.kernel.importing.problems import Problem

LAYOUT = Layout(
    required=("nom", "prenom", "date_naissance", "mail", "fin", "parrain", "motif"),
    optional=("debut", "nom_usage", "autres_prenoms", "civilite", "lieu_naissance", "pays_naissance"),
)
LONGEST_REASON = 300


@dataclass(frozen=True)
class GuestRow:
    """A line that can be imported; `sponsor` is a staff number or an identifier, in lower case."""

    line: int
    email: str
    person: Mapping[str, Any]
    starts_on: date | None
    ends_on: date
    sponsor: str
    reason: str

    @property
    def key(self) -> str:
        """What makes two lines of two files tell of one guest: address and birth date."""
        return f"{self.email.lower()} {self.person['birth_date']:%Y-%m-%d}"


def check_lines(lines: Iterable[Line], *, today: date, is_ours: Callable[[str], bool]) -> Iterator[GuestRow | Problem]:
    """Each line as a guest, or the first thing wrong with it."""
    return check_each(
        lines,
        LAYOUT,
        lambda line: _check(line, today, is_ours),
        key=lambda row: row.key,
        repeated=lambda row: WrongCell("repeated_guest", "mail", row.email),
    )


def _check(line: Line, today: date, is_ours: Callable[[str], bool]) -> GuestRow:
    cells = line.cells
    starts_on = day(cells["debut"], "debut") if cells.get("debut") else None
    ends_on = day(cells["fin"], "fin")
    if starts_on and starts_on > ends_on:
        raise WrongCell("ends_before_start", "fin", cells["fin"])
    if len(cells["motif"]) > LONGEST_REASON:
        raise WrongCell("too_long", "motif", str(LONGEST_REASON))
    return GuestRow(
        line=line.number,
        email=personal_email(cells["mail"], is_ours),
        person=person_facts(cells, today.year),
        starts_on=starts_on,
        ends_on=ends_on,
        sponsor=cells["parrain"].lower(),
        reason=cells["motif"],
    )
