"""Who may act on whom: nobody acts on somebody with more power than themselves, nor on themselves as an agent."""

from collections.abc import Iterable, Mapping

from peristyle.kernel.permissions import Role

POWER: Mapping[str, int] = {
    Role.STUDENT: 0,
    Role.TEACHER: 0,
    Role.STAFF: 0,
    Role.GUEST: 0,
    Role.REGISTRAR_OFFICER: 1,
    Role.PLANNER: 1,
    Role.HELPDESK_AGENT: 2,
    Role.IT_STAFF: 3,
}


def power(roles: Iterable[str]) -> int:
    """How much somebody with these roles may do to others; 0: nothing."""
    return max((POWER[role] for role in roles), default=0)


def may_act_on(own: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether somebody with the roles `own` may act on the account of somebody with the roles `theirs`."""
    return power(own) >= power(theirs)
