"""One table of capabilities by role, one question."""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from peristyle.kernel import permissions
from peristyle.kernel.permissions import Role, all_capabilities, allow, can, roles_with, scopes

READ, IMPORT = "files.read", "files.import"


@dataclass(frozen=True)
class Held:
    """A role as somebody holds it."""

    role: str
    scope: str | None = None


@dataclass(frozen=True)
class Someone:
    """Whoever holds these roles."""

    roles: tuple[Held, ...] = ()

    def held_roles(self) -> Iterable[Held]:
        """Their roles."""
        return self.roles


@dataclass(frozen=True)
class File:
    """Something that belongs to a composante, or to none."""

    scope: str | None


@pytest.fixture(autouse=True)
def only_these_capabilities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "_capabilities", type(permissions._capabilities)(set))
    allow(Role.REGISTRAR_OFFICER, READ, IMPORT)
    allow(Role.STUDENT, READ)


def test_a_stranger_may_nothing() -> None:
    assert not can(None, READ)
    assert not can(Someone(), READ)


def test_who_holds_the_role_may_what_it_gives_and_nothing_else() -> None:
    student = Someone((Held("student"),))

    assert can(student, READ)
    assert not can(student, IMPORT)
    assert not can(student, "files.burn")


def test_a_role_held_everywhere_holds_for_every_subject() -> None:
    officer = Someone((Held("registrar_officer"),))

    assert can(officer, IMPORT, File("ECO"))
    assert can(officer, IMPORT, File(None))


def test_a_role_held_in_a_composante_holds_there_only() -> None:
    officer = Someone((Held("registrar_officer", "ECO"),))

    assert can(officer, IMPORT), "somewhere at least"
    assert can(officer, IMPORT, File("ECO"))
    assert not can(officer, IMPORT, File("FDS"))
    assert not can(officer, IMPORT, File(None))


def test_a_scope_does_not_pass_from_one_role_to_another() -> None:
    both = Someone((Held("student"), Held("registrar_officer", "ECO")))

    assert can(both, READ, File("FDS"))
    assert not can(both, IMPORT, File("FDS"))


def test_the_table_is_read_both_ways() -> None:
    assert roles_with(READ) == {Role.REGISTRAR_OFFICER, Role.STUDENT}
    assert all_capabilities() == {READ, IMPORT}


def test_the_composantes_of_a_capability_are_those_of_the_roles_that_give_it() -> None:
    within = Someone((Held("student"), Held("registrar_officer", "ECO"), Held("registrar_officer", "FDS")))

    assert scopes(within, IMPORT) == {"ECO", "FDS"}
    assert scopes(within, READ) is None, "everywhere"
    assert scopes(Someone((Held("student"),)), IMPORT) == set(), "nowhere"
