"""What the actions of the journal are called in plain words; each room names its own in its `journal_words.py`."""

from collections.abc import Mapping
from dataclasses import dataclass

from peristyle.kernel.services import Text


@dataclass(frozen=True)
class RoomWords:
    """A room's name, and the name of each of its actions."""

    room: Text
    actions: Mapping[str, Text]


_rooms: list[RoomWords] = []


def register_action_words(room: Text, actions: Mapping[str, Text]) -> None:
    """Call the actions of a room by these words."""
    _rooms.append(RoomWords(room, actions))


def rooms_with_words() -> list[RoomWords]:
    """Every room that named its actions."""
    return list(_rooms)


def words_of(action: str) -> Text:
    """The name of an action, or its code while nobody named it."""
    return next((room.actions[action] for room in _rooms if action in room.actions), action)
