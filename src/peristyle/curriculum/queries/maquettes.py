"""Maquettes as the lines of a file, what the house has of those a file speaks of, and what a copy would add."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from peristyle.curriculum.models import ChoiceList, MaquetteImport, Offering, Step, TeachingUnit, UnitLink
from peristyle.curriculum.queries.trees import graph_of, load_trees
from peristyle.curriculum.queries.years import all_steps
from peristyle.curriculum.rules.maquette_plan import Present
from peristyle.curriculum.rules.maquette_rows import KnownOffer, KnownUnit, MaquetteRow, Parent
from peristyle.curriculum.rules.quantities import COEFFICIENT, CREDITS, HOURS, written_quantity


def maquette_lines(steps: Sequence[Step], year: int) -> Iterator[tuple[str, ...]]:
    """The lines of a file that says what these étapes offer, parents first, each place once: three queries."""
    written: set[tuple[int | None, int | None, int]] = set()
    trees = load_trees(steps, year)
    for step in steps:
        tree = trees[step.pk]
        for line in tree.lines():
            link = line.link
            if link is None or (link.step_id, link.parent_id, link.unit_id) in written:
                continue
            written.add((link.step_id, link.parent_id, link.unit_id))
            choices = next((each for each in tree.lists.get(link.parent_id, ()) if each.pk == link.list_id), None)
            offering = line.offering or Offering()
            yield (
                f"{step.code}-{step.version}",
                tree.units[link.parent_id].code if link.parent_id else "",
                link.unit.code,
                link.unit.kind,
                link.unit.name_fr,
                link.unit.name_en,
                choices.label_fr if choices else "",
                str(choices.minimum) if choices else "",
                str(choices.maximum) if choices else "",
                str(link.order),
                written_quantity(link.coefficient_hundredths, COEFFICIENT),
                written_quantity(link.credits_tenths, CREDITS),
                written_quantity(offering.cm_minutes, HOURS),
                written_quantity(offering.td_minutes, HOURS),
                written_quantity(offering.tp_minutes, HOURS),
                "" if offering.capacity is None else str(offering.capacity),
            )


def known_offer(year: int, may_edit: Callable[[str], bool]) -> KnownOffer:
    """What the lines of a file are checked against: four queries."""
    steps: dict[tuple[str, str | None], tuple[int, str]] = {}
    for step in all_steps().order_by("code", "version"):
        steps[step.code, step.version] = steps[step.code, None] = (step.pk, step.degree.component_id)
    units = {unit.pk: unit for unit in TeachingUnit.objects.all()}
    return KnownOffer(
        steps=steps,
        units={
            unit.code: KnownUnit((unit.name_fr, unit.name_en, unit.kind), unit.component_id) for unit in units.values()
        },
        children={units[above].code: [units[each].code for each in under] for above, under in graph_of(year).items()},
        seats_taken=dict(
            Offering.objects.filter(year=year, seats_taken__gt=0).values_list("unit__code", "seats_taken")
        ),
        may_edit=may_edit,
    )


def present_offer(rows: Iterable[MaquetteRow], year: int) -> Present:
    """What the house has now of what these rows speak of: four queries."""
    rows = list(rows)
    codes = {row.code for row in rows}
    places = Q(step__in={row.step_id for row in rows}) | Q(parent__code__in={row.parent for row in rows if row.parent})
    links = UnitLink.objects.filter(places, year=year).select_related("unit", "parent", "list")
    offerings = Offering.objects.filter(year=year, unit__code__in=codes).select_related("unit")
    return Present(
        units={unit.code: (unit.name_fr, unit.name_en, unit.kind) for unit in units_by_code(codes).values()},
        offerings={
            each.unit.code: (each.cm_minutes, each.td_minutes, each.tp_minutes, each.capacity) for each in offerings
        },
        lists={
            (place_of(each), each.label_fr): (each.minimum, each.maximum)
            for each in ChoiceList.objects.filter(places, year=year).select_related("parent")
        },
        links={
            (place_of(link), link.unit.code): (
                link.order,
                link.coefficient_hundredths,
                link.credits_tenths,
                link.list.label_fr if link.list else "",
            )
            for link in links
        },
    )


def units_by_code(codes: Collection[str]) -> dict[str, TeachingUnit]:
    """The units that have these codes."""
    return {unit.code: unit for unit in TeachingUnit.objects.filter(code__in=codes)}


def place_of(row: UnitLink | ChoiceList) -> Parent:
    """Where a link or a list stands, as rows say it; needs its parent."""
    return (0, row.parent.code) if row.parent else (row.step_id or 0, "")


def maquette_imports(scopes: frozenset[str] | None, officer_id: int) -> QuerySet[MaquetteImport]:
    """The files an officer may look at: all for who manages every composante, else one's own."""
    imports = MaquetteImport.objects.select_related("requested_by", "year")
    return imports if scopes is None else imports.filter(requested_by=officer_id)


@dataclass(frozen=True)
class Copy:
    """What a year has that another lacks: the links and lists of places that hold nothing there yet."""

    links: tuple[UnitLink, ...]
    lists: tuple[ChoiceList, ...]
    offerings: tuple[Offering, ...]

    @property
    def units(self) -> int:
        """How many units it places."""
        return len({link.unit_id for link in self.links})


def copy_to_make(source: int, target: int, scopes: frozenset[str] | None) -> Copy:
    """What a copy would add to `target`, within these composantes (None: everywhere): four queries.

    A place that has something in the target year already is left as it is: its officers have begun.
    """
    links = UnitLink.objects.filter(year=source).select_related("step__degree", "parent")
    lists = ChoiceList.objects.filter(year=source).select_related("step__degree", "parent")
    begun = {*_places(UnitLink.objects.filter(year=target)), *_places(ChoiceList.objects.filter(year=target))}
    copied = tuple(link for link in links if _copied(link, begun, scopes))
    units = {link.unit_id for link in copied}
    offered = set(Offering.objects.filter(year=target, unit__in=units).values_list("unit_id", flat=True))
    return Copy(
        copied,
        tuple(each for each in lists if _copied(each, begun, scopes)),
        tuple(Offering.objects.filter(year=source, unit__in=units - offered)),
    )


def _copied(
    row: UnitLink | ChoiceList, begun: set[tuple[int | None, int | None]], scopes: frozenset[str] | None
) -> bool:
    scope = row.parent.component_id if row.parent else row.step.degree.component_id if row.step else ""
    return (row.step_id, row.parent_id) not in begun and (scopes is None or scope in scopes)


def _places(rows: "QuerySet[UnitLink] | QuerySet[ChoiceList]") -> Iterable[tuple[int | None, int | None]]:
    return rows.order_by().values_list("step_id", "parent_id").distinct()
