"""What a file of maquettes would change, line by line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from peristyle.curriculum.rules.maquette_rows import Bounds, MaquetteRow, OfferingFacts, Parent, UnitFacts

#: Where it stands among its siblings, what it weighs, what it earns, the list it is in.
LinkFacts = tuple[int, int, int, str]


class Change(StrEnum):
    """What a line does."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Present:
    """What the house has now of what the lines speak of."""

    units: Mapping[str, UnitFacts]
    offerings: Mapping[str, OfferingFacts]
    lists: Mapping[tuple[Parent, str], Bounds]
    links: Mapping[tuple[Parent, str], LinkFacts]


@dataclass(frozen=True)
class PlannedLine:
    """A row, and what it does to the house."""

    row: MaquetteRow
    change: Change


def link_facts(row: MaquetteRow) -> LinkFacts:
    """What a row says of the place of its unit."""
    return row.order, row.coefficient, row.credits, row.list_label


def plan(rows: Iterable[MaquetteRow], present: Present) -> Iterator[PlannedLine]:
    """Each row with what it does."""
    for row in rows:
        yield PlannedLine(row, _change(row, present))


def _change(row: MaquetteRow, present: Present) -> Change:
    link = present.links.get((row.place, row.code))
    if link is None:
        return Change.ADDED
    same_list = not row.list_label or present.lists.get((row.place, row.list_label)) == row.bounds
    same_unit = present.units.get(row.code) == row.unit and present.offerings.get(row.code) == row.offering
    return Change.UNCHANGED if link == link_facts(row) and same_list and same_unit else Change.UPDATED
