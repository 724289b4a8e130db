"""Which units a student takes: those that are mandatory, those chosen in lists, and what these bring along."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from peristyle.curriculum.rules.graph import below

#: Under what something stands: a unit, or None for the étape itself.
Place = int | None


@dataclass(frozen=True)
class OfferedList:
    """A list to choose from."""

    id: int
    minimum: int
    maximum: int
    units: tuple[int, ...]


@dataclass(frozen=True)
class Offer:
    """What an étape offers in a year: the mandatory units and the lists under each place."""

    mandatory: Mapping[Place, tuple[int, ...]]
    lists: Mapping[Place, tuple[OfferedList, ...]]

    @cached_property
    def children(self) -> dict[Place, tuple[int, ...]]:
        """All that stands under each place."""
        children = {place: self.mandatory.get(place, ()) for place in (*self.mandatory, *self.lists)}
        for place, lists in self.lists.items():
            children[place] += tuple(unit for each in lists for unit in each.units)
        return children


@dataclass(frozen=True)
class Followed:
    """What follows from a set of choices: units without choice, choices that count, lists that were met."""

    mandatory: frozenset[int]
    chosen: frozenset[int]
    lists: tuple[OfferedList, ...]


@dataclass(frozen=True)
class Window:
    """Choices under `place` are open from an instant to another."""

    place: Place
    opens_at: datetime
    closes_at: datetime


class WrongCount(Exception):
    """Fewer or more units are chosen in a list than it asks for."""

    def __init__(self, wrong: OfferedList, count: int) -> None:
        super().__init__(wrong.id)
        self.list, self.count = wrong, count


class NotOffered(Exception):
    """A unit is chosen that no open list offers to these students, or not without another choice."""

    def __init__(self, unit: int) -> None:
        super().__init__(unit)
        self.unit = unit


def follow(offer: Offer, chosen: Iterable[int]) -> Followed:
    """What somebody takes who has chosen `chosen`: down from the étape, through what is taken only."""
    wanted = frozenset(chosen)
    mandatory: set[int] = set()
    counting: set[int] = set()
    lists: list[OfferedList] = []
    seen: set[Place] = {None}
    waiting: list[Place] = [None]
    while waiting:
        place = waiting.pop()
        lists += offer.lists.get(place, ())
        ticked = [unit for each in offer.lists.get(place, ()) for unit in each.units if unit in wanted]
        imposed = offer.mandatory.get(place, ())
        mandatory.update(imposed)
        counting.update(ticked)
        new = [unit for unit in (*imposed, *ticked) if unit not in seen]
        seen.update(new)
        waiting.extend(new)
    return Followed(frozenset(mandatory), frozenset(counting - mandatory), tuple(lists))


def open_lists(offer: Offer, windows: Iterable[Window], now: datetime) -> frozenset[int]:
    """The lists in which one may choose now: those under a place whose window is open."""
    places: set[Place] = set()
    for window in windows:
        if window.opens_at <= now < window.closes_at:
            places |= below(offer.children, window.place)
    return frozenset(each.id for place in places for each in offer.lists.get(place, ()))


def settle(offer: Offer, *, kept: Iterable[int], wanted: Iterable[int], open_to_choice: frozenset[int]) -> Followed:
    """What is taken once `wanted` is chosen in the open lists, beside what was `kept` from the closed ones.

    Raises NotOffered, WrongCount.
    """
    offered = {unit for each in _all_lists(offer) if each.id in open_to_choice for unit in each.units}
    asked = frozenset(wanted)
    for unit in sorted(asked - offered):
        raise NotOffered(unit)
    followed = follow(offer, asked | frozenset(kept))
    for unit in sorted(asked - followed.chosen - followed.mandatory):
        raise NotOffered(unit)
    for each in followed.lists:
        count = len((followed.chosen | followed.mandatory).intersection(each.units))
        if each.id in open_to_choice and not each.minimum <= count <= each.maximum:
            raise WrongCount(each, count)
    return followed


def _all_lists(offer: Offer) -> Iterable[OfferedList]:
    return (each for lists in offer.lists.values() for each in lists)
