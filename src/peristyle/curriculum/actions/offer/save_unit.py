"""Write down what a unit is, and how it is taught in a year."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q

from peristyle.audit.public import record
from peristyle.curriculum.models import Offering, TeachingUnit
from peristyle.people.public import Person


class TooFewPlaces(Exception):
    """More students have chosen the unit than this capacity holds."""


@dataclass(frozen=True)
class UnitFacts:
    """What a unit is, whatever the year."""

    name_fr: str
    name_en: str
    kind: str


@dataclass(frozen=True)
class OfferingFacts:
    """How it is taught in a year; capacity None: as many as like."""

    cm_minutes: int = 0
    td_minutes: int = 0
    tp_minutes: int = 0
    capacity: int | None = None


def save_unit(unit: TeachingUnit, facts: UnitFacts, year: int, offering: OfferingFacts, *, by: Person) -> None:
    """Change a unit and its offering of a year. Raises TooFewPlaces."""
    with transaction.atomic():
        TeachingUnit.objects.filter(pk=unit.pk).update(**asdict(facts))
        Offering.objects.get_or_create(unit=unit, year_id=year)
        fitting = Offering.objects.filter(unit=unit, year=year)
        if offering.capacity is not None:
            fitting = fitting.filter(Q(seats_taken__lte=offering.capacity))
        if not fitting.update(**asdict(offering)):
            raise TooFewPlaces
        record("curriculum.save_unit", actor=by, subject=unit, year=year, **asdict(offering))
