"""Move somebody to a group, or out of it."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.curriculum.events import MembershipChanged
from peristyle.curriculum.models import GroupMembership, TeachingGroup, UnitEnrolment
from peristyle.kernel import clock
from peristyle.kernel.events import emit
from peristyle.people.public import Person


class GroupFull(Exception):
    """The group holds no one more."""


class NotTaken(Exception):
    """The person does not take the unit of this group in its year."""


def move_member(enrolment: UnitEnrolment, group: TeachingGroup, *, by: Person) -> None:
    """They are in this group, and no longer in another of its kind. Raises GroupFull, NotTaken."""
    with transaction.atomic():
        held = TeachingGroup.objects.select_for_update().get(pk=group.pk)
        if (enrolment.unit_id, enrolment.year_id) != (held.unit_id, held.year_id) or not enrolment.validated_at:
            raise NotTaken
        others = GroupMembership.objects.filter(group=held).exclude(enrolment=enrolment)
        if others.count() >= held.capacity:
            raise GroupFull
        GroupMembership.objects.update_or_create(
            enrolment=enrolment, kind=held.kind, defaults={"group": held, "since": clock.now()}
        )
        record("curriculum.move_member", actor=by, subject=enrolment.person, group=str(held), unit=enrolment.unit.code)
        emit(MembershipChanged((enrolment.person_id,), enrolment.year_id))


def leave_group(membership: GroupMembership, *, by: Person) -> None:
    """They are in no group of this kind any more."""
    enrolment = membership.enrolment
    membership.delete()
    record("curriculum.leave_group", actor=by, subject=enrolment.person, group=str(membership.group))
    emit(MembershipChanged((enrolment.person_id,), enrolment.year_id))
