"""Take a role away from a person."""

from django.db.models import Q

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.models import Person, RoleAssignment


class RoleOver(Exception):
    """It was taken away already."""


def end_role(assignment: RoleAssignment, *, by: Person, reason: str) -> None:
    """From now on the person does not hold it any more; that they did stays written. Raises RoleOver."""
    now = clock.now()
    in_force = RoleAssignment.objects.filter(Q(until=None) | Q(until__gt=now), pk=assignment.pk)
    if not in_force.update(until=now):
        raise RoleOver
    record(
        "people.end_role",
        actor=by,
        subject=assignment.person,
        role=assignment.role,
        component=assignment.component_id,
        reason=reason,
    )
