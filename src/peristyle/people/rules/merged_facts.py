"""Which facts the kept record has once it absorbed another: its own, and the other's where it has none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: A fact that says something of another one goes where that one goes.
COMPANIONS = {"backup_email_verified_at": "backup_email", "phone_verified_at": "phone"}


@dataclass(frozen=True)
class Fact:
    """A fact in which two records differ."""

    name: str
    kept: Any
    absorbed: Any

    @property
    def moves(self) -> bool:
        """Whether the absorbed record's wins: the kept one has none."""
        return self.kept in (None, "")

    @property
    def result(self) -> Any:
        """What will be known."""
        return self.absorbed if self.moves else self.kept


def differing(kept: Mapping[str, Any], absorbed: Mapping[str, Any]) -> list[Fact]:
    """The facts in which two records differ, and which wins."""
    facts = [Fact(name, kept[name], absorbed[name]) for name in kept if kept[name] != absorbed[name]]
    received = {fact.name for fact in facts if fact.moves}
    return [fact for fact in facts if fact.name not in COMPANIONS or COMPANIONS[fact.name] in received]


def moving(facts: Iterable[Fact]) -> dict[str, Any]:
    """What the kept record receives."""
    return {fact.name: fact.absorbed for fact in facts if fact.moves and fact.absorbed not in (None, "")}
