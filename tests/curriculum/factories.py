"""Degrees and étapes."""

from typing import Any

import factory

from peristyle.curriculum.public import Degree, Level, Step
from tests.harness.factories import HouseFactory
from tests.people.factories import ComponentFactory


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
