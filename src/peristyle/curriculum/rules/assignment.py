"""Spreading students over the groups of a unit: as evenly as capacities allow, with those they know, always alike."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush


@dataclass(frozen=True)
class Room:
    """A group, how many it holds, how many are in it already; `name` is that of a class that stays together."""

    id: int
    name: str
    capacity: int
    taken: int = 0


@dataclass(frozen=True)
class Newcomer:
    """Somebody without a group here; `habits` are the names of their groups elsewhere, the most frequent first."""

    id: int
    habits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assignment:
    """Who goes where, and for whom there is no room."""

    groups: dict[int, int]
    without: tuple[int, ...]


def assign(newcomers: Sequence[Newcomer], rooms: Sequence[Room]) -> Assignment:
    """A group for each newcomer, in their order.

    Nobody who has a group is moved. Sizes differ by one at most, but for groups that are full or were larger already.
    Among groups equally good for that, each goes where they have their habits, so that a class stays together.
    """
    places = _places(len(newcomers), rooms)
    groups: dict[int, int] = {}
    by_name = {room.name: room.id for room in reversed(rooms)}
    others: list[Newcomer] = []
    for newcomer in newcomers:
        known = next((by_name[name] for name in newcomer.habits if places[by_name.get(name, -1)] > 0), None)
        if known is None:
            others.append(newcomer)
        else:
            groups[newcomer.id] = known
            places[known] -= 1
    left = [room.id for room in rooms for _ in range(places[room.id])]
    for newcomer, group in zip(others, left, strict=False):
        groups[newcomer.id] = group
    return Assignment(groups, tuple(newcomer.id for newcomer in others[len(left) :]))


def _places(count: int, rooms: Sequence[Room]) -> Counter[int]:
    """How many of `count` each group receives: one by one, the smallest with room left first."""
    places: Counter[int] = Counter()
    sizes = [(room.taken, rank) for rank, room in enumerate(rooms) if room.taken < room.capacity]
    heapify(sizes)
    for _ in range(count):
        if not sizes:
            break
        size, rank = heappop(sizes)
        places[rooms[rank].id] += 1
        if size + 1 < rooms[rank].capacity:
            heappush(sizes, (size + 1, rank))
    return places
