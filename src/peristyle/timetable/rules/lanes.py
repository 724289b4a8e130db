"""Sessions side by side in a day of the grid: those at the same time share its width."""

from collections.abc import Sequence
from dataclasses import dataclass

from peristyle.timetable.rules.sessions import Slot

#: A day has so many columns, which divide by one, two, three, four lanes; beyond, lanes are drawn over each other.
MOST_LANES = 4


@dataclass(frozen=True)
class Lane:
    """The lane of a session, the first being 1, among so many at its time."""

    number: int = 1
    of: int = 1


def in_lanes(slots: Sequence[Slot]) -> list[Lane]:
    """The lane of each slot, in the order given: no two that overlap stand in one, each cluster as wide as the day."""
    order = sorted(range(len(slots)), key=lambda place: (slots[place].starts_at, slots[place].ends_at))
    lanes = [Lane()] * len(slots)
    cluster: dict[int, int] = {}
    ends: list[Slot] = []
    for place in order:
        slot = slots[place]
        if not any(slot.overlaps(slots[other]) for other in cluster):
            _close(cluster, lanes, len(ends))
            cluster, ends = {}, []
        free = next((lane for lane, last in enumerate(ends) if not last.overlaps(slot)), len(ends))
        ends[free : free + 1] = [slot]
        cluster[place] = free
    _close(cluster, lanes, len(ends))
    return lanes


def _close(cluster: dict[int, int], lanes: list[Lane], wide: int) -> None:
    of = min(wide, MOST_LANES)
    for place, lane in cluster.items():
        lanes[place] = Lane(lane % MOST_LANES + 1, of)
