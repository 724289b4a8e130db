"""What an étape offers in a year, loaded whole: three queries for as many étapes as one likes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.db.models import Q
from django.db.models.expressions import RawSQL

from peristyle.curriculum.models import ChoiceList, Offering, Step, TeachingUnit, UnitLink
from peristyle.curriculum.rules.choices import Offer, OfferedList, Place
from peristyle.curriculum.rules.graph import below

# UNION, and not UNION ALL: a unit shared by two branches is followed once, and a circle would end too.
_REACHED = """
WITH RECURSIVE reached(link, unit) AS (
    SELECT id, unit_id FROM curriculum_unitlink WHERE year_id = %s AND step_id IN ({steps})
    UNION
    SELECT link.id, link.unit_id FROM curriculum_unitlink link JOIN reached ON link.parent_id = reached.unit
    WHERE link.year_id = %s
)
SELECT link FROM reached
"""

Row = TypeVar("Row", UnitLink, ChoiceList)


@dataclass(frozen=True)
class Line:
    """A line of a tree as it is shown: a unit by its link, or a list, so deep under the étape."""

    depth: int
    link: UnitLink | None = None
    list: ChoiceList | None = None
    offering: Offering | None = None


@dataclass(frozen=True)
class StepTree:
    """An étape in a year: links and lists under each place, and how each unit is taught."""

    step: Step
    year: int
    links: Mapping[Place, tuple[UnitLink, ...]]
    lists: Mapping[Place, tuple[ChoiceList, ...]]
    offerings: Mapping[int, Offering]

    @cached_property
    def offer(self) -> Offer:
        """What the rules want to know of it."""
        return Offer(
            mandatory={
                place: tuple(link.unit_id for link in links if link.list_id is None)
                for place, links in self.links.items()
            },
            lists={
                place: tuple(
                    OfferedList(each.pk, each.minimum, each.maximum, tuple(link.unit_id for link in self.within(each)))
                    for each in lists
                )
                for place, lists in self.lists.items()
            },
        )

    @cached_property
    def units(self) -> dict[int, TeachingUnit]:
        """Every unit of it, by id."""
        return {link.unit_id: link.unit for links in self.links.values() for link in links}

    def within(self, choices: ChoiceList) -> tuple[UnitLink, ...]:
        """The links of a list."""
        return tuple(link for link in self.links.get(choices.parent_id, ()) if link.list_id == choices.pk)

    def lines(self, place: Place = None, depth: int = 0) -> Iterator[Line]:
        """Everything from a place down, in the order in which it is read; a shared unit at each of its places."""
        for link in self.links.get(place, ()):
            if link.list_id is None:
                yield from self._line(link, depth)
        for each in self.lists.get(place, ()):
            yield Line(depth, list=each)
            for link in self.within(each):
                yield from self._line(link, depth + 1)

    def _line(self, link: UnitLink, depth: int) -> Iterator[Line]:
        yield Line(depth, link=link, offering=self.offerings.get(link.unit_id))
        yield from self.lines(link.unit_id, depth + 1)


def load_trees(steps: Collection[Step], year: int) -> dict[int, StepTree]:
    """The trees of these étapes, by the id of the étape: three queries."""
    links = list(UnitLink.objects.filter(pk__in=_reached([step.pk for step in steps], year)).select_related("unit"))
    units = {link.unit_id for link in links}
    lists = ChoiceList.objects.filter(Q(step__in=steps) | Q(parent__in=units), year=year)
    offerings = {each.unit_id: each for each in Offering.objects.filter(year=year, unit__in=units)}
    by_step, by_parent = _by_place(links)
    lists_by_step, lists_by_parent = _by_place(lists)
    return {
        step.pk: StepTree(
            step,
            year,
            _reachable(by_step.get(step.pk, ()), by_parent),
            {
                place: found
                for place, found in {None: lists_by_step.get(step.pk, ()), **lists_by_parent}.items()
                if place is None or place in _units_of(by_step.get(step.pk, ()), by_parent)
            },
            offerings,
        )
        for step in steps
    }


def load_tree(step: Step, year: int) -> StepTree:
    """The tree of one étape: three queries."""
    return load_trees([step], year)[step.pk]


def graph_of(year: int) -> dict[int, list[int]]:
    """The units under each unit in a year, whatever the étape: one query, for the rule that forbids circles."""
    children: dict[int, list[int]] = defaultdict(list)
    pairs = UnitLink.objects.filter(year=year, parent__isnull=False).order_by().values_list("parent_id", "unit_id")
    for parent, unit in pairs:
        children[parent or 0].append(unit)
    return dict(children)


def _reached(steps: list[int], year: int) -> RawSQL:
    marks = ", ".join(["%s"] * len(steps)) or "NULL"
    return RawSQL(_REACHED.format(steps=marks), (year, *steps, year))  # noqa: S611 — only marks are formatted into it


def _by_place(rows: Iterable[Row]) -> tuple[dict[int, tuple[Row, ...]], dict[Place, tuple[Row, ...]]]:
    """The rows under each étape, and those under each unit."""
    by_step: dict[int, list[Row]] = defaultdict(list)
    by_parent: dict[Place, list[Row]] = defaultdict(list)
    for row in rows:
        if row.step_id is not None:
            by_step[row.step_id].append(row)
        else:
            by_parent[row.parent_id].append(row)
    return (
        {step: tuple(found) for step, found in by_step.items()},
        {place: tuple(found) for place, found in by_parent.items()},
    )


def _units_of(roots: Iterable[UnitLink], by_parent: Mapping[Place, tuple[UnitLink, ...]]) -> frozenset[Place]:
    children: dict[Place, list[Place]] = {place: [link.unit_id for link in links] for place, links in by_parent.items()}
    children[None] = [link.unit_id for link in roots]
    return below(children, None)


def _reachable(
    roots: tuple[UnitLink, ...], by_parent: Mapping[Place, tuple[UnitLink, ...]]
) -> dict[Place, tuple[UnitLink, ...]]:
    units = _units_of(roots, by_parent)
    return {None: roots, **{place: links for place, links in by_parent.items() if place in units}}
