"""Checking the lines of a file of staff."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from peristyle.accounts.rules.people_files.persons import person_facts, personal_email
from peristyle.kernel.importing.cells import WrongCell, check_each, choice, day
from peristyle.kernel.importing.files import Layout, Line
from peristyle.kernel.importing.problems import Problem
from peristyle.kernel.permissions import Role

LAYOUT = Layout(
    required=("matricule", "nom", "prenom", "date_naissance", "mail", "type"),
    optional=(
        "categorie",
        "composante",
        "debut",
        "fin",
        "roles",
        "nom_usage",
        "autres_prenoms",
        "civilite",
        "lieu_naissance",
        "pays_naissance",
    ),
)
KINDS = {
    "enseignant": "teacher",
    "enseignante": "teacher",
    "enseignant-chercheur": "teacher",
    "chercheur": "teacher",
    "personnel": "staff",
    "biatss": "staff",
    "administratif": "staff",
}
CATEGORIES = {
    "": "",
    "titulaire": "permanent",
    "permanent": "permanent",
    "contractuel": "contract",
    "contractuelle": "contract",
    "vacataire": "temporary",
    "temporaire": "temporary",
}
ROLES = {
    "scolarite": Role.REGISTRAR_OFFICER,
    "planning": Role.PLANNER,
    "assistance": Role.HELPDESK_AGENT,
    "informatique": Role.IT_STAFF,
}
_NUMBER = re.compile(r"[A-Z0-9-]{1,25}", re.ASCII)


@dataclass(frozen=True)
class StaffRow:
    """A line that can be imported: `person` and `tie` hold the facts of which the file speaks, and no others."""

    line: int
    staff_number: str
    email: str
    person: Mapping[str, Any]
    tie: Mapping[str, Any]
    roles: tuple[tuple[Role, str | None], ...]

    @property
    def ends_on(self) -> date | None:
        """The last day, if the file says one."""
        day: date | None = self.tie.get("ends_on")
        return day


def check_lines(
    lines: Iterable[Line], *, today: date, components: Collection[str], is_ours: Callable[[str], bool]
) -> Iterator[StaffRow | Problem]:
    """Each line as a member of the staff, or the first thing wrong with it."""
    return check_each(
        lines,
        LAYOUT,
        lambda line: _check(line, today, components, is_ours),
        key=lambda row: row.staff_number,
        repeated=lambda row: WrongCell("repeated_staff_number", "matricule", row.staff_number),
    )


def _check(line: Line, today: date, components: Collection[str], is_ours: Callable[[str], bool]) -> StaffRow:
    cells = line.cells
    number = cells["matricule"].upper()
    if not _NUMBER.fullmatch(number):
        raise WrongCell("staff_number", "matricule", cells["matricule"])
    return StaffRow(
        line=line.number,
        staff_number=number,
        email=personal_email(cells["mail"], is_ours),
        person=person_facts(cells, today.year),
        tie=_tie(cells, components),
        roles=tuple(_role(word, components) for word in re.split(r"[\s,|+]+", cells.get("roles", "")) if word),
    )


def _tie(cells: Mapping[str, str], components: Collection[str]) -> dict[str, Any]:
    tie: dict[str, Any] = {"kind": choice(cells["type"], KINDS, "staff_kind", "type")}
    if "categorie" in cells:
        tie["category"] = choice(cells["categorie"], CATEGORIES, "staff_category", "categorie")
    if "composante" in cells:
        tie["component_id"] = _component(cells["composante"], components) if cells["composante"] else None
    if cells.get("debut"):
        tie["starts_on"] = day(cells["debut"], "debut")
    if "fin" in cells:
        tie["ends_on"] = day(cells["fin"], "fin") if cells["fin"] else None
    if tie.get("ends_on") and tie.get("starts_on", date.min) > tie["ends_on"]:
        raise WrongCell("ends_before_start", "fin", cells["fin"])
    return tie


def _role(word: str, components: Collection[str]) -> tuple[Role, str | None]:
    name, _, component = word.partition(":")
    role = choice(name, ROLES, "unknown_role", "roles")
    return role, _component(component, components) if component else None


def _component(written: str, components: Collection[str]) -> str:
    code = written.upper()
    if code not in components:
        raise WrongCell("unknown_component", "composante", written)
    return code
