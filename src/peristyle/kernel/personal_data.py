"""What each room knows of a person: given to them on demand, forgotten when its time comes.

A room that keeps personal data registers both answers in its `apps.py`; a test looks for rooms that forgot to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from peristyle.kernel.services import Text


@dataclass(frozen=True)
class PersonalData:
    """A room's answers: `export(person_id)` is JSON to read, `erase(person_id)` forgets for ever."""

    room: str
    title: Text
    export: Callable[[int], Any]
    erase: Callable[[int], None]


_rooms: dict[str, PersonalData] = {}


def register_personal_data(answers: PersonalData) -> None:
    """Make a room's answers known."""
    _rooms[answers.room] = answers


def rooms_with_personal_data() -> list[PersonalData]:
    """The answers of all rooms, by name."""
    return [_rooms[room] for room in sorted(_rooms)]
