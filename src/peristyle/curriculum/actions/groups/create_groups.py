"""Make groups of a unit."""

from peristyle.audit.public import record
from peristyle.curriculum.models import TeachingGroup, TeachingUnit
from peristyle.people.public import Person


def create_groups(
    unit: TeachingUnit, year: int, kind: str, *, count: int, capacity: int, by: Person
) -> list[TeachingGroup]:
    """`count` groups more, numbered after those there are."""
    names = TeachingGroup.objects.filter(unit=unit, year=year, kind=kind).values_list("name", flat=True)
    last = max((int(name) for name in names if name.isascii() and name.isdecimal()), default=0)
    made = TeachingGroup.objects.bulk_create(
        TeachingGroup(unit=unit, year_id=year, kind=kind, name=str(number), capacity=capacity)
        for number in range(last + 1, last + 1 + count)
    )
    record("curriculum.create_groups", actor=by, subject=unit, year=year, kind=kind, count=count, capacity=capacity)
    return made
