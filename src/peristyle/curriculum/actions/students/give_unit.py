"""Have somebody take a unit of another year of study: a debt, or one in advance."""

from django.db import IntegrityError, transaction

from peristyle.audit.public import record
from peristyle.curriculum.events import MembershipChanged
from peristyle.curriculum.models import Nature, TeachingUnit, UnitEnrolment
from peristyle.kernel import clock
from peristyle.kernel.events import emit
from peristyle.people.public import Person


class AlreadyTaken(Exception):
    """The person takes this unit in this year already."""


def give_unit(person: Person, unit: TeachingUnit, year: int, nature: Nature, *, by: Person) -> UnitEnrolment:
    """A debt (dette) or a credit (anticipation), validated by the officer who gives it. Raises AlreadyTaken."""
    now = clock.now()
    try:
        with transaction.atomic():
            given = UnitEnrolment.objects.create(
                person=person,
                unit=unit,
                year_id=year,
                nature=nature,
                asked_at=now,
                validated_at=now,
                validated_by=by,
            )
    except IntegrityError:
        raise AlreadyTaken from None
    record("curriculum.give_unit", actor=by, subject=person, unit=unit.code, year=year, nature=nature)
    emit(MembershipChanged((person.pk,), year))
    return given
