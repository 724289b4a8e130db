"""The lines of a timetable from elsewhere, and what each means here.

Whatever the source, its lines have these columns. Files name units, groups, teachers and rooms in columns of their
own; calendars only mention them (`mentions`), among other words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo

from anyascii import anyascii

from peristyle.kernel.days import parse_day
from peristyle.kernel.importing.cells import WrongCell, check_each
from peristyle.kernel.importing.files import Layout, Line
from peristyle.kernel.importing.problems import Problem
from peristyle.timetable.rules.sessions import LONGEST, ActivityKind, Placement, Slot

COLUMNS = (
    "identifiant",
    "element",
    "titre",
    "type",
    "groupes",
    "enseignants",
    "salles",
    "jour",
    "debut",
    "fin",
    "annulee",
    "note",
)
#: What only our own readers write: words among which names are looked for; why a component could not be read.
MENTIONS, PROBLEM = "mentions", "probleme"
LAYOUT = Layout(
    required=("debut", "fin"),
    optional=tuple(name for name in (*COLUMNS, MENTIONS, PROBLEM) if name not in {"debut", "fin"}),
    also={
        "uid": "identifiant",
        "code": "element",
        "code_element": "element",
        "intitule": "titre",
        "groupe": "groupes",
        "enseignant": "enseignants",
        "salle": "salles",
        "date": "jour",
        "heure_debut": "debut",
        "heure_fin": "fin",
    },
)
LONGEST_TITLE, LONGEST_NOTE, LONGEST_IDENTIFIER = 200, 300, 200
_KINDS = {
    "cm": ActivityKind.CM,
    "cours": ActivityKind.CM,
    "coursmagistral": ActivityKind.CM,
    "td": ActivityKind.TD,
    "travauxdiriges": ActivityKind.TD,
    "tp": ActivityKind.TP,
    "travauxpratiques": ActivityKind.TP,
    "ex": ActivityKind.EXAM,
    "exam": ActivityKind.EXAM,
    "examen": ActivityKind.EXAM,
    "ev": ActivityKind.EVENT,
    "evenement": ActivityKind.EVENT,
}
_OF_GROUPS = frozenset({ActivityKind.TD, ActivityKind.TP})
_YES = frozenset({"oui", "o", "1", "x", "vrai", "yes", "true"})
_SEPARATORS = re.compile(r"[,|+]")
_CLOCK = re.compile(r"(\d{1,2})\s*[:hH]\s*(\d{2})?(?::\d{2})?")
_LOCAL = re.compile(r"(\S+?)[T ]\s*(\d{1,2}\s*[:hH].*)")
_WORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True)
class KnownUnit:
    """A unit of the house, and the groups of each kind by the names one may give them."""

    pk: int
    component: str
    groups: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class KnownTimetable:
    """What the house knows for the year of a file. Names are folded; one that several bear leads to None."""

    units: Mapping[str, KnownUnit]
    rooms: Mapping[str, str | None]
    teachers: Mapping[str, int | None]
    first: date
    last: date
    zone: tzinfo
    may_plan: Callable[[str], bool]
    component: str = ""


@dataclass(frozen=True)
class SessionRow:
    """A line that can be imported: which activity, which session of it, where it stands."""

    line: int
    foreign_id: str
    unit: int | None
    component: str
    title: str
    kind: ActivityKind
    placement: Placement
    cancelled: bool
    note: str

    @property
    def whole_unit(self) -> bool:
        """Whether it concerns whoever takes the unit: no group is named."""
        return self.unit is not None and not self.placement.groups


def check_lines(lines: Iterable[Line], known: KnownTimetable) -> Iterator[SessionRow | Problem]:
    """Each line as a session, or the first thing wrong with it."""
    return check_each(
        lines,
        LAYOUT,
        lambda line: _check(line, known),
        key=lambda row: row.foreign_id,
        repeated=lambda row: WrongCell("repeated", "identifiant", row.foreign_id),
    )


def folded(text: str) -> str:
    """A name without accents, capitals, spaces nor signs."""
    return "".join(_WORD.findall(anyascii(text))).lower()


def folded_person(text: str) -> str:
    """A person's name whatever the order of its words: « DUPONT Jean » is « Jean Dupont »."""
    return " ".join(sorted(word.lower() for word in _WORD.findall(anyascii(text))))


def codes_named(lines: Iterable[Line]) -> set[str]:
    """All that may be the code of a unit in these lines."""
    found: set[str] = set()
    for line in lines:
        cells = line.cells
        named = cells.get("element") or f"{cells.get('titre', '')} {cells.get(MENTIONS, '')}"
        found.update(word.upper() for word in _WORD.findall(named))
    return found


def _check(line: Line, known: KnownTimetable) -> SessionRow:
    cells = line.cells
    if cells.get(PROBLEM):
        code, _, about = cells[PROBLEM].partition(" ")
        raise WrongCell(code, "", about)
    unit = _unit(cells, known)
    title = cells.get("titre", "")[:LONGEST_TITLE]
    kind = _kind(cells, unit)
    component = _component(unit, title, known)
    slot = _slot(cells, known)
    groups = _groups(cells, unit, kind)
    return SessionRow(
        line=line.number,
        foreign_id=_identifier(cells, slot),
        unit=unit.pk if unit else None,
        component=component,
        title="" if unit else title,
        kind=kind,
        placement=Placement(slot, _rooms(cells, known), _teachers(cells, known), groups),
        cancelled=cells.get("annulee", "").lower() in _YES,
        note=_short(cells.get("note", ""), "note", LONGEST_NOTE),
    )


def _identifier(cells: Mapping[str, str], slot: Slot) -> str:
    """What the other tool calls it; without a name of its own, what it is and when: moved, it is another one."""
    own = cells.get("identifiant", "")
    made = "|".join(
        (*(cells.get(name, "") for name in ("element", "titre", "type", "groupes")), f"{slot.starts_at:%FT%R}")
    )
    return (own or made)[:LONGEST_IDENTIFIER]


def _unit(cells: Mapping[str, str], known: KnownTimetable) -> KnownUnit | None:
    code = cells.get("element", "").upper()
    if code:
        if code not in known.units:
            raise WrongCell("unknown_unit", "element", code)
        return known.units[code]
    words = _WORD.findall(f"{cells.get('titre', '')} {cells.get(MENTIONS, '')}") if MENTIONS in cells else []
    return next((known.units[word.upper()] for word in words if word.upper() in known.units), None)


def _kind(cells: Mapping[str, str], unit: KnownUnit | None) -> ActivityKind:
    written = cells.get("type", "")
    if written:
        kind = _KINDS.get(folded(written))
        if kind is None:
            raise WrongCell("unknown_kind", "type", written)
        return kind
    if unit is None:
        return ActivityKind.EVENT
    words = [word.lower() for word in _WORD.findall(anyascii(cells.get("titre", "")))]
    return next((_KINDS[word] for word in words if word in _KINDS), ActivityKind.EVENT)


def _component(unit: KnownUnit | None, title: str, known: KnownTimetable) -> str:
    if unit is None and not title:
        raise WrongCell("nothing_named", "element")
    component = unit.component if unit else known.component
    if not component:
        raise WrongCell("no_component", "titre", title)
    if not known.may_plan(component):
        raise WrongCell("unit_elsewhere", "element", title)
    return component


def _groups(cells: Mapping[str, str], unit: KnownUnit | None, kind: ActivityKind) -> frozenset[int]:
    if unit is None:
        return frozenset()
    named = unit.groups.get(kind.value, {})
    found: set[int] = set()
    for name in _named(cells.get("groupes", "")):
        if folded(name) not in named:
            raise WrongCell("unknown_group", "groupes", name)
        found.add(named[folded(name)])
    found.update(_mentioned(cells.get(MENTIONS, ""), kind, named))
    if not found and kind in _OF_GROUPS:
        raise WrongCell("no_group", "groupes")
    return frozenset(found)


def _mentioned(mentions: str, kind: ActivityKind, named: Mapping[str, int]) -> Iterator[int]:
    """The groups of this kind that are mentioned: « TD A », « L1 TD A »; a number alone names no group."""
    for mention in _named(mentions):
        words = _WORD.findall(anyascii(mention))
        for ending in (folded(mention), folded("".join(words[-2:])), folded("".join(words[-1:]))):
            if ending.startswith(kind.value.lower()) and ending in named:
                yield named[ending]


def _rooms(cells: Mapping[str, str], known: KnownTimetable) -> frozenset[str]:
    found = set()
    for name in _named(cells.get("salles", "")):
        code = known.rooms.get(folded(name))
        if code is None:
            raise WrongCell("unknown_room", "salles", name)
        found.add(code)
    return frozenset(found)


def _teachers(cells: Mapping[str, str], known: KnownTimetable) -> frozenset[int]:
    found = set()
    for name in _named(cells.get("enseignants", "")):
        person = known.teachers.get(folded_person(name))
        if person is None:
            raise WrongCell("unknown_teacher", "enseignants", name)
        found.add(person)
    mentioned = (known.teachers.get(folded_person(name)) for name in _named(cells.get(MENTIONS, "")))
    return frozenset(found | {person for person in mentioned if person is not None})


def _slot(cells: Mapping[str, str], known: KnownTimetable) -> Slot:
    day = _day(cells["jour"]) if cells.get("jour") else None
    starts_at = _instant(cells["debut"], "debut", day, known.zone)
    ends_at = _instant(cells["fin"], "fin", starts_at.astimezone(known.zone).date(), known.zone)
    if ends_at <= starts_at:
        raise WrongCell("ends_before", "fin", cells["fin"])
    if ends_at - starts_at > LONGEST:
        raise WrongCell("lasts_too_long", "fin", cells["fin"])
    if not known.first <= starts_at.astimezone(known.zone).date() <= known.last:
        raise WrongCell("outside_year", "debut", cells["debut"])
    return Slot(starts_at, ends_at)


def _instant(written: str, column: str, day: date | None, zone: tzinfo) -> datetime:
    """An hour of a day told before, « 30/11/2026 08:00 », or an instant of ISO 8601, with or without its zone."""
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        dated = _LOCAL.fullmatch(written)
        clock = dated[2] if dated else written
        on = _day(dated[1]) if dated else day
        hour = _CLOCK.fullmatch(clock)
        if on is None or hour is None:
            raise WrongCell("not_a_time", column, written) from None
        try:
            instant = datetime.combine(on, time(int(hour[1]), int(hour[2] or 0)))
        except ValueError:
            raise WrongCell("not_a_time", column, written) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)


def _day(written: str) -> date:
    try:
        return parse_day(written)
    except ValueError:
        raise WrongCell("not_a_day", "jour", written) from None


def _named(cell: str) -> list[str]:
    return [name.strip() for name in _SEPARATORS.split(cell) if name.strip()]


def _short(written: str, column: str, longest: int) -> str:
    if len(written) > longest:
        raise WrongCell("too_long", column, str(longest))
    return written
