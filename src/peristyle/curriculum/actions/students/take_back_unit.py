"""Take a debt or a unit in advance back."""

from peristyle.audit.public import record
from peristyle.curriculum.events import MembershipChanged
from peristyle.curriculum.models import UnitEnrolment
from peristyle.kernel.events import emit
from peristyle.people.public import Person


def take_back_unit(given: UnitEnrolment, *, by: Person) -> None:
    """The person no longer takes it; what an étape brings is not taken back so."""
    UnitEnrolment.objects.filter(pk=given.pk, step=None).delete()
    record("curriculum.take_back_unit", actor=by, subject=given.person, unit=given.unit.code, year=given.year_id)
    emit(MembershipChanged((given.person_id,), given.year_id))
