"""Make a teaching unit."""

from peristyle.audit.public import record
from peristyle.curriculum.models import TeachingUnit
from peristyle.people.public import Person


def create_unit(code: str, *, name_fr: str, name_en: str, kind: str, component: str, by: Person) -> TeachingUnit:
    """A new unit, for which a composante answers."""
    unit = TeachingUnit.objects.create(code=code, name_fr=name_fr, name_en=name_en, kind=kind, component_id=component)
    record("curriculum.create_unit", actor=by, subject=unit, code=code)
    return unit
