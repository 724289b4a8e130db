"""Degrees, étapes, units, and students of them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import factory

from peristyle.curriculum.actions.students.open_unit_choices import give_units
from peristyle.curriculum.public import (
    ChoiceList,
    ChoiceWindow,
    Degree,
    Level,
    Offering,
    Step,
    StudiedStep,
    TeachingUnit,
    UnitKind,
    UnitLink,
    open_unit_choices,
    open_year,
    units_of,
)
from peristyle.kernel import clock
from peristyle.people.public import Person
from tests.harness.factories import HouseFactory
from tests.people.factories import ComponentFactory, PersonFactory

YEAR = 2026


class DegreeFactory(HouseFactory[Degree]):
    """A licence."""

    class Meta:
        model = Degree

    code = factory.Sequence(lambda number: f"D{number:05}")
    name = "Licence Économie"
    level = Level.LICENCE
    component: Any = factory.SubFactory(ComponentFactory)


class StepFactory(HouseFactory[Step]):
    """The first year of a licence."""

    class Meta:
        model = Step

    code = factory.Sequence(lambda number: f"S{number:04}")
    label = "L1 Economie"
    degree: Any = factory.SubFactory(DegreeFactory)
    year_of_study = 1


class UnitFactory(HouseFactory[TeachingUnit]):
    """A unit of the same composante as the étapes of a test."""

    class Meta:
        model = TeachingUnit

    code = factory.Sequence(lambda number: f"U{number:05}")
    name_fr = "Microéconomie"
    kind = UnitKind.UNIT
    component: Any = factory.SubFactory(ComponentFactory)


def a_unit(code: str, year: int = YEAR, *, capacity: int | None = None, **facts: Any) -> TeachingUnit:
    """A unit that is taught in a year."""
    unit = UnitFactory.create(code=code, **facts)
    Offering.objects.create(unit=unit, year=open_year(year), capacity=capacity)
    return unit


def placed(
    unit: TeachingUnit,
    under: Step | TeachingUnit,
    year: int = YEAR,
    *,
    within: ChoiceList | None = None,
    **facts: Any,
) -> UnitLink:
    """A unit stands under an étape or another unit."""
    place = {"step": under} if isinstance(under, Step) else {"parent": under}
    return UnitLink.objects.create(unit=unit, year=open_year(year), list=within, **place, **facts)


def a_list(
    under: Step | TeachingUnit, label: str = "Options", year: int = YEAR, *, minimum: int = 1, maximum: int = 1
) -> ChoiceList:
    """A list to choose from."""
    place = {"step": under} if isinstance(under, Step) else {"parent": under}
    return ChoiceList.objects.create(label_fr=label, minimum=minimum, maximum=maximum, year=open_year(year), **place)


def open_window(step: Step, unit: TeachingUnit | None = None, year: int = YEAR) -> ChoiceWindow:
    """Choices are open from an hour ago to an hour from now."""
    now = clock.now()
    return ChoiceWindow.objects.create(
        step=step,
        unit=unit,
        year=open_year(year),
        opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(hours=1),
    )


@dataclass(frozen=True)
class Licence:
    """An étape: a semester with a mandatory unit, and a list of one option among three, one with a single seat."""

    step: Step
    semester: TeachingUnit
    mandatory: TeachingUnit
    options: ChoiceList
    rare: TeachingUnit
    wide: TeachingUnit
    nested: TeachingUnit
    brought: TeachingUnit


def a_licence(prefix: str = "E", step: Step | None = None) -> Licence:
    """Such an étape; choosing `nested` brings the unit `brought` along."""
    taught = step or StepFactory.create()
    component = taught.degree.component
    semester = a_unit(f"{prefix}S1", kind=UnitKind.SEMESTER, component=component)
    placed(semester, taught)
    mandatory = a_unit(f"{prefix}M1", component=component)
    placed(mandatory, semester, credits_tenths=60)
    options = a_list(semester)
    rare, wide, nested, brought = (
        a_unit(f"{prefix}{code}", component=component, capacity=capacity)
        for code, capacity in (("RARE", 1), ("WIDE", None), ("NEST", 10), ("BRNG", None))
    )
    for order, unit in enumerate((rare, wide, nested)):
        placed(unit, semester, within=options, order=order)
    placed(brought, nested)
    return Licence(taught, semester, mandatory, options, rare, wide, nested, brought)


def a_student(licence: Licence, person: Person | None = None, year: int = YEAR) -> StudiedStep:
    """Somebody who studies the étape, and has its mandatory units."""
    student = open_unit_choices(person or PersonFactory.create(), licence.step, year)
    give_units.func(student.pk)
    return student


def codes_of(person: Person, year: int = YEAR) -> list[str]:
    """The codes of the units somebody takes."""
    return [row.unit.code for row in units_of(person, year)]
