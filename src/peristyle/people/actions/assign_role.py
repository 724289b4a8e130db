"""Give a person a role."""

from typing import Any

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.models import Component, Person, RoleAssignment


def assign_role(
    person: Person, role: Role, *, component: Component | None = None, by: Person | None = None, reason: str = ""
) -> RoleAssignment:
    """Give `role` from now on, everywhere or within a composante."""
    assignment = RoleAssignment.objects.create(person=person, role=role, component=component, since=clock.now())
    facts: dict[str, Any] = {"reason": reason} if reason else {}
    record(
        "people.assign_role",
        actor=by,
        subject=person,
        role=role,
        component=component.code if component else None,
        **facts,
    )
    return assignment
