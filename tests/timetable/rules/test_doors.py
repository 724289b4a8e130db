"""What a door says at an instant."""

from dataclasses import dataclass

import pytest

from peristyle.timetable.rules.doors import DoorState, door_now
from peristyle.timetable.rules.sessions import Slot
from tests.timetable.factories import slot


@dataclass(frozen=True)
class Held:
    slot: Slot
    cancelled: bool = False


MORNING, NOON, DROPPED = Held(slot(8)), Held(slot(10)), Held(slot(14), cancelled=True)
AFTERNOON = slot(16)


@pytest.mark.parametrize(
    ("hour", "state", "until", "following"),
    [
        (7, DoorState.FREE, slot(8).starts_at, [MORNING]),
        (8, DoorState.TAKEN, slot(8).ends_at, [NOON]),
        (9.5, DoorState.FREE, slot(10).starts_at, [NOON]),
        (11.5, DoorState.FREE, AFTERNOON.starts_at, []),
        (14, DoorState.FREE, AFTERNOON.starts_at, []),
        (16, DoorState.CLOSED, AFTERNOON.ends_at, []),
        (17.5, DoorState.FREE, None, []),
    ],
)
def test_a_door_is_free_taken_or_closed_until_something_changes(
    hour: float, state: DoorState, until: object, following: list[Held]
) -> None:
    instant = slot(0).starts_at.replace(hour=int(hour), minute=int(hour % 1 * 60))

    now = door_now([DROPPED, NOON, MORNING], [AFTERNOON], instant)

    assert (now.state, now.until, now.next) == (state, until, following)


def test_what_stands_in_a_closed_room_is_told_all_the_same() -> None:
    now = door_now([MORNING], [slot(7, minutes=300)], slot(8).starts_at)

    assert (now.state, now.sessions) == (DoorState.TAKEN, [MORNING])
