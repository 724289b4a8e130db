"""How the journal finds and names persons: it lies below their room, which says so from above."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

PERSON = "people.person"


@dataclass(frozen=True)
class PersonDirectory:
    """`find(typed)` gives the ids of whom words tell; `names(ids)` how they are called; `page` names their address."""

    find: Callable[[str], Collection[int]]
    names: Callable[[Collection[int]], Mapping[int, str]]
    page: str


_directories: list[PersonDirectory] = []


def register_person_directory(directory: PersonDirectory) -> None:
    """Have the journal ask `directory`."""
    _directories[:] = [directory]


def person_directory() -> PersonDirectory | None:
    """Whom to ask; None in a house without such a room."""
    return _directories[0] if _directories else None


def person_id_of(subject: str) -> int | None:
    """The person that a subject of the journal is."""
    kind, _, number = subject.partition(":")
    return int(number) if kind == PERSON and number.isdecimal() else None
