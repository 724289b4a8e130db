"""IT gives somebody of the staff a role."""

from django.db import transaction

from peristyle.accounts.actions.end_sessions import end_sessions_without_factor
from peristyle.accounts.models import Account
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import AffiliationKind, Component, Person, RoleAssignment, assign_role

OF_THE_STAFF = frozenset({AffiliationKind.STAFF, AffiliationKind.TEACHER})


class NotOfTheStaff(Exception):
    """Only whoever works here now has power over others."""


class RoleHeldAlready(Exception):
    """They hold it there, or everywhere."""


def give_role(account: Account, role: Role, *, component: Component | None, reason: str, by: Person) -> RoleAssignment:
    """Give `role` from now on; whoever has no second factor is signed out, and asked for one.

    Raises NotOfTheStaff, RoleHeldAlready.
    """
    with transaction.atomic():
        Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        person, today, now = account.person, clock.today(), clock.now()
        if not any(tie.kind in OF_THE_STAFF and tie.is_current(today) for tie in person.affiliations.all()):
            raise NotOfTheStaff
        same = RoleAssignment.objects.filter(person=person, role=role)
        if any(held.is_current(now) and held.scope in (None, component and component.code) for held in same):
            raise RoleHeldAlready
        assignment = assign_role(person, role, component=component, by=by, reason=reason)
        end_sessions_without_factor(account)
    return assignment
