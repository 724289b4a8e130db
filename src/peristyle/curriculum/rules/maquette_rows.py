"""Checking the lines of a file of maquettes: an étape, where a unit stands in it, the unit, and how it counts there."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from peristyle.curriculum.rules.graph import cycle_closed_by
from peristyle.curriculum.rules.quantities import COEFFICIENT, CREDITS, HOURS, parse_quantity
from peristyle.kernel.importing.cells import WrongCell, check_each
from peristyle.kernel.importing.files import Layout, Line
from peristyle.kernel.importing.problems import Problem

LAYOUT = Layout(
    required=("etape", "element", "nature", "intitule"),
    optional=(
        "parent",
        "intitule_anglais",
        "liste",
        "liste_min",
        "liste_max",
        "ordre",
        "coefficient",
        "credits",
        "heures_cm",
        "heures_td",
        "heures_tp",
        "capacite",
    ),
)
COLUMNS = (
    "etape",
    "parent",
    "element",
    "nature",
    "intitule",
    "intitule_anglais",
    "liste",
    "liste_min",
    "liste_max",
    "ordre",
    "coefficient",
    "credits",
    "heures_cm",
    "heures_td",
    "heures_tp",
    "capacite",
)
UNIT_CODE = re.compile(r"[A-Z0-9]{1,8}", re.ASCII)
_STEP = re.compile(r"([A-Z0-9]{1,6})(?:\s*[-!]\s*([A-Z0-9]{1,3}))?", re.ASCII)
_WHOLE = re.compile(r"\d{1,4}", re.ASCII)
LONGEST_NAME, LONGEST_LABEL = 200, 120

UnitFacts = tuple[str, str, str]
OfferingFacts = tuple[int, int, int, int | None]
Bounds = tuple[int, int]
#: Where a unit stands: directly under the étape of this id, or under the unit of this code.
Parent = tuple[int, str]


@dataclass(frozen=True)
class MaquetteRow:
    """A line that can be imported."""

    line: int
    step_id: int
    component: str
    parent: str
    code: str
    unit: UnitFacts
    offering: OfferingFacts
    list_label: str
    bounds: Bounds
    order: int
    coefficient: int
    credits: int

    @property
    def place(self) -> Parent:
        """Where it stands."""
        return (0, self.parent) if self.parent else (self.step_id, "")


@dataclass(frozen=True)
class KnownUnit:
    """A unit the house has: its facts, and the composante that answers for it."""

    facts: UnitFacts
    component: str


@dataclass(frozen=True)
class KnownOffer:
    """What the house has for the year of the file."""

    steps: Mapping[tuple[str, str | None], tuple[int, str]]
    units: Mapping[str, KnownUnit]
    children: Mapping[str, Iterable[str]]
    seats_taken: Mapping[str, int]
    may_edit: Callable[[str], bool]


@dataclass
class _Reading:
    """What the lines above have said."""

    known: KnownOffer
    units: dict[str, tuple[UnitFacts, OfferingFacts]] = field(default_factory=dict)
    bounds: dict[tuple[Parent, str], Bounds] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    siblings: Counter[Parent] = field(default_factory=Counter)


def check_lines(lines: Iterable[Line], known: KnownOffer) -> Iterator[MaquetteRow | Problem]:
    """Each line as a place of a unit, or the first thing wrong with it."""
    children = defaultdict(list, {code: list(below) for code, below in known.children.items()})
    reading = _Reading(known, children=children)
    return check_each(
        lines,
        LAYOUT,
        lambda line: _check(line, reading),
        key=lambda row: (row.place, row.code),
        repeated=lambda row: WrongCell("repeated_link", "element", row.code),
    )


def _check(line: Line, reading: _Reading) -> MaquetteRow:
    cells = line.cells
    step_id, component = _step(cells["etape"], reading.known)
    code = _code(cells["element"], "element")
    parent = _code(cells["parent"], "parent") if cells.get("parent") else ""
    place: Parent = (0, parent) if parent else (step_id, "")
    label = _short(cells.get("liste", ""), "liste", LONGEST_LABEL)
    row = MaquetteRow(
        line=line.number,
        step_id=step_id,
        component=component,
        parent=parent,
        code=code,
        unit=_unit(cells),
        offering=_offering(cells),
        list_label=label,
        bounds=_bounds(cells, label),
        order=_whole(cells, "ordre", reading.siblings[place] + 1),
        coefficient=_quantity(cells, "coefficient", COEFFICIENT, COEFFICIENT),
        credits=_quantity(cells, "credits", CREDITS, 0),
    )
    _fits(row, reading)
    return row


def _fits(row: MaquetteRow, reading: _Reading) -> None:
    """The row contradicts neither the house nor the lines above it, which then remember it. Raises WrongCell."""
    known = reading.known
    there = known.units.get(row.code)
    if there and there.facts != row.unit and not known.may_edit(there.component):
        raise WrongCell("unit_elsewhere", "element", row.code)
    capacity = row.offering[3]
    if capacity is not None and known.seats_taken.get(row.code, 0) > capacity:
        raise WrongCell("too_few_places", "capacite", row.code)
    if reading.units.setdefault(row.code, (row.unit, row.offering)) != (row.unit, row.offering):
        raise WrongCell("other_unit", "element", row.code)
    if row.parent:
        _fits_under(row, reading)
    if row.list_label and reading.bounds.setdefault((row.place, row.list_label), row.bounds) != row.bounds:
        raise WrongCell("other_bounds", "liste", row.list_label)
    reading.siblings[row.place] += 1


def _fits_under(row: MaquetteRow, reading: _Reading) -> None:
    above = reading.known.units.get(row.parent)
    if above is None and row.parent not in reading.units:
        raise WrongCell("unknown_parent", "parent", row.parent)
    if above and not reading.known.may_edit(above.component):
        raise WrongCell("unit_elsewhere", "parent", row.parent)
    circle = cycle_closed_by(reading.children, row.parent, row.code)
    if circle:
        raise WrongCell("cycle", "parent", " → ".join(circle))
    reading.children.setdefault(row.parent, []).append(row.code)


def _step(written: str, known: KnownOffer) -> tuple[int, str]:
    found = _STEP.fullmatch(written.upper())
    step = known.steps.get((found[1], found[2])) if found else None
    if step is None:
        raise WrongCell("unknown_step", "etape", written)
    if not known.may_edit(step[1]):
        raise WrongCell("step_elsewhere", "etape", written)
    return step


def _code(written: str, column: str) -> str:
    code = written.upper()
    if not UNIT_CODE.fullmatch(code):
        raise WrongCell("unit_code", column, written)
    return code


def _unit(cells: Mapping[str, str]) -> UnitFacts:
    kind = cells["nature"].lower()
    if kind not in {"annee", "semestre", "bcc", "ue", "ecue"}:
        raise WrongCell("unknown_kind", "nature", cells["nature"])
    return (
        _short(cells["intitule"], "intitule", LONGEST_NAME),
        _short(cells.get("intitule_anglais", ""), "intitule_anglais", LONGEST_NAME),
        kind,
    )


def _offering(cells: Mapping[str, str]) -> OfferingFacts:
    cm, td, tp = (_quantity(cells, f"heures_{kind}", HOURS, 0) for kind in ("cm", "td", "tp"))
    return cm, td, tp, _whole(cells, "capacite", 0) if cells.get("capacite") else None


def _bounds(cells: Mapping[str, str], label: str) -> Bounds:
    minimum = _whole(cells, "liste_min", 1)
    maximum = _whole(cells, "liste_max", max(minimum, 1))
    if label and (minimum > maximum or maximum < 1):
        raise WrongCell("list_bounds", "liste", label)
    return (minimum, maximum) if label else (1, 1)


def _short(written: str, column: str, longest: int) -> str:
    if len(written) > longest:
        raise WrongCell("too_long", column, str(longest))
    return written


def _whole(cells: Mapping[str, str], column: str, default: int) -> int:
    written = cells.get(column, "")
    if written and not _WHOLE.fullmatch(written):
        raise WrongCell("whole_number", column, written)
    return int(written) if written else default


def _quantity(cells: Mapping[str, str], column: str, parts: int, default: int) -> int:
    written = cells.get(column, "")
    if not written:
        return default
    try:
        return parse_quantity(written, parts)
    except ValueError:
        raise WrongCell("number", column, written) from None
