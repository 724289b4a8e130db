"""Put a unit in its place under an étape or another unit, for a year; change how it counts there; take it out."""

from dataclasses import dataclass, fields

from django.db import IntegrityError, transaction

from peristyle.audit.public import record
from peristyle.curriculum.models import AcademicYear, ChoiceList, Offering, Step, TeachingUnit, UnitLink
from peristyle.curriculum.queries import graph_of
from peristyle.curriculum.rules.graph import cycle_closed_by
from peristyle.people.public import Person


class Circular(Exception):
    """The unit would stand within itself; `way` tells how, by codes."""

    def __init__(self, way: tuple[str, ...]) -> None:
        super().__init__(" → ".join(way))
        self.way = way


class AlreadyLinked(Exception):
    """The unit stands there already."""


@dataclass(frozen=True)
class LinkFacts:
    """How a unit counts where it stands."""

    list: ChoiceList | None = None
    order: int = 0
    coefficient_hundredths: int = 100
    credits_tenths: int = 0


def link_unit(
    unit: TeachingUnit, facts: LinkFacts, *, step: Step | None, parent: TeachingUnit | None, year: int, by: Person
) -> UnitLink:
    """`unit` stands under `parent`, or directly under `step`. Raises Circular, AlreadyLinked."""
    with transaction.atomic():
        # One officer at a time changes the graph of a year: two links that are right alone may close a circle.
        AcademicYear.objects.select_for_update().get(pk=year)
        if parent is not None:
            circle = cycle_closed_by(graph_of(year), parent.pk, unit.pk)
            if circle:
                codes = dict(TeachingUnit.objects.filter(pk__in=circle).values_list("pk", "code"))
                raise Circular(tuple(codes[each] for each in circle))
        Offering.objects.get_or_create(unit=unit, year_id=year)
        try:
            with transaction.atomic():
                link = UnitLink.objects.create(
                    unit=unit, step=None if parent else step, parent=parent, year_id=year, **_columns(facts)
                )
        except IntegrityError:
            raise AlreadyLinked from None
        record("curriculum.link_unit", actor=by, subject=unit, year=year, under=str((parent or step or unit).code))
    return link


def change_link(link: UnitLink, facts: LinkFacts, *, by: Person) -> None:
    """The unit counts otherwise where it stands."""
    UnitLink.objects.filter(pk=link.pk).update(**_columns(facts))
    record("curriculum.change_link", actor=by, subject=link.unit, year=link.year_id)


def unlink_unit(link: UnitLink, *, by: Person) -> None:
    """The unit no longer stands there in that year; whoever took it keeps it until the offer is applied."""
    link.delete()
    record("curriculum.unlink_unit", actor=by, subject=link.unit, year=link.year_id)


def _columns(facts: LinkFacts) -> dict[str, object]:
    return {column.name: getattr(facts, column.name) for column in fields(facts)}
