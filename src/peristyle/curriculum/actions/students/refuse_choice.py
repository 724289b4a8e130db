"""Refuse what a student has chosen, and tell them why."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.curriculum.actions.students.seats import change_seats
from peristyle.curriculum.events import MembershipChanged
from peristyle.curriculum.models import GroupMembership, Nature, UnitEnrolment
from peristyle.kernel import clock
from peristyle.kernel.addresses import absolute
from peristyle.kernel.events import emit
from peristyle.people.public import Person, write_to


class NotWaiting(Exception):
    """It was decided already, or given up."""


def refuse_choice(choice: UnitEnrolment, reason: str, *, by: Person) -> None:
    """The seat goes back, the student is told and may choose another while the window is open. Raises NotWaiting."""
    with transaction.atomic():
        waiting = UnitEnrolment.objects.filter(pk=choice.pk, nature=Nature.CHOSEN, validated_at=None, refused_at=None)
        if not waiting.update(refused_at=clock.now(), refused_by=by, refusal_reason=reason):
            raise NotWaiting
        change_seats(choice.year_id, taken=(), released=[choice.unit_id])
        GroupMembership.objects.filter(enrolment=choice.pk).delete()
        record("curriculum.refuse_choice", actor=by, subject=choice.person, unit=choice.unit.code, reason=reason)
        emit(MembershipChanged((choice.person_id,), choice.year_id))
        write_to(
            choice.person,
            "curriculum/letters/choice_refused",
            unit=choice.unit.name(choice.person.language),
            reason=reason,
            link=absolute("curriculum:my_units"),
        )
