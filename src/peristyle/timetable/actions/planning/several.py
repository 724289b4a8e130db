"""Do one thing to several sessions, or weeks: all of them, or none with everything that speaks against it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import transaction

from peristyle.timetable.rules.conflicts import Conflict, PlacementRefused

T = TypeVar("T")


@dataclass(frozen=True)
class Refusal(Generic[T]):
    """One of them, and what speaks against it."""

    item: T
    conflicts: list[Conflict]


class SeveralRefused(Exception):
    """Some of them are refused, so that nothing was done."""

    def __init__(self, refusals: "list[Refusal[T]]") -> None:
        """With every one refused."""
        super().__init__(f"{len(refusals)} refused")
        self.refusals = refusals


def do_to_all(items: Iterable[T], do: Callable[[T], object], *, keep_what_can: bool = False) -> list[Refusal[T]]:
    """Do it to each; raises SeveralRefused and leaves all as it was, unless what can be done shall be kept."""
    refusals: list[Refusal[T]] = []
    with transaction.atomic():
        for item in items:
            try:
                with transaction.atomic():
                    do(item)
            except PlacementRefused as refused:
                refusals.append(Refusal(item, refused.conflicts))
        if refusals and not keep_what_can:
            raise SeveralRefused(refusals)
    return refusals
