"""Units stand in one another: from any of them down, none is met twice on the way."""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Unit = TypeVar("Unit", bound=Hashable)


def way_down(children: Mapping[Unit, Iterable[Unit]], start: Unit, goal: Unit) -> tuple[Unit, ...]:
    """The shortest way from `start` down to `goal`, both included; empty when there is none."""
    before: dict[Unit, Unit | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == goal:
            return _traced(before, goal)
        for child in children.get(here, ()):
            if child not in before:
                before[child] = here
                waiting.append(child)
    return ()


def cycle_closed_by(children: Mapping[Unit, Iterable[Unit]], parent: Unit, unit: Unit) -> tuple[Unit, ...]:
    """The circle that a new link from `parent` down to `unit` would close: (parent, unit, …, parent), or nothing."""
    down = way_down(children, unit, parent)
    return (parent, *down) if down else ()


def below(children: Mapping[Unit, Iterable[Unit]], start: Unit) -> frozenset[Unit]:
    """`start` and all that stands under it."""
    found: set[Unit] = {start}
    waiting = [start]
    while waiting:
        new = [child for child in children.get(waiting.pop(), ()) if child not in found]
        found.update(new)
        waiting.extend(new)
    return frozenset(found)


def _traced(before: Mapping[Unit, Unit | None], goal: Unit) -> tuple[Unit, ...]:
    way: list[Unit] = []
    here: Unit | None = goal
    while here is not None:
        way.append(here)
        here = before[here]
    return tuple(reversed(way))
