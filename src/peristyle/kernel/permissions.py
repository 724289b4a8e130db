"""Who may do what: one table of capabilities by role, one question, `can(person, capability, subject)`.

Rooms add their line in their `apps.py`: `allow("it_staff", "audit.read_journal")`.
A capability is written `room.verb_object`.
"""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """The roles of the house; a student or a teacher has theirs from an affiliation, the others by assignment."""

    STUDENT = "student"
    TEACHER = "teacher"
    STAFF = "staff"
    GUEST = "guest"
    REGISTRAR_OFFICER = "registrar_officer"
    PLANNER = "planner"
    HELPDESK_AGENT = "helpdesk_agent"
    IT_STAFF = "it_staff"


class HeldRole(Protocol):
    """A role somebody holds now, for the whole institution or within a scope (a composante's code)."""

    @property
    def role(self) -> str:
        """Which role."""
        ...

    @property
    def scope(self) -> str | None:
        """Where it holds; None means everywhere."""
        ...


class RoleHolder(Protocol):
    """Somebody who may hold roles."""

    def held_roles(self) -> Iterable[HeldRole]:
        """The roles held at this instant."""
        ...


class Scoped(Protocol):
    """A thing that belongs to a composante."""

    @property
    def scope(self) -> str | None:
        """The code of the composante it belongs to; None when it belongs to none."""
        ...


_capabilities: dict[Role, set[str]] = defaultdict(set)


def allow(role: Role, *capabilities: str) -> None:
    """Give every holder of `role` these capabilities, within the scope of their role."""
    _capabilities[role].update(capabilities)


def can(person: RoleHolder | None, capability: str, subject: Scoped | None = None) -> bool:
    """Whether `person` may use `capability`, on `subject` if one is given.

    Without subject the question is "somewhere at least": pages ask it, then each object is asked for.
    """
    if person is None:
        return False
    return any(
        capability in _capabilities[Role(held.role)]
        and (subject is None or held.scope is None or held.scope == subject.scope)
        for held in person.held_roles()
    )


def scopes(person: RoleHolder, capability: str) -> frozenset[str] | None:
    """The composantes within which `person` may use `capability`; None means everywhere, an empty set nowhere."""
    held_within = {held.scope for held in person.held_roles() if capability in _capabilities[Role(held.role)]}
    return None if None in held_within else frozenset(scope for scope in held_within if scope)


def roles_with(capability: str) -> set[Role]:
    """The roles that have `capability`."""
    return {role for role, capabilities in _capabilities.items() if capability in capabilities}


def all_capabilities() -> set[str]:
    """Every capability given to a role."""
    return set().union(*_capabilities.values())
