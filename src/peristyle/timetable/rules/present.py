"""Now and next: what a timetable says first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from peristyle.timetable.rules.sessions import Slot


class Held(Protocol):
    """Something at a time, which may have been cancelled."""

    @property
    def slot(self) -> Slot:
        """When."""
        ...

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        ...


S = TypeVar("S", bound=Held)


@dataclass(frozen=True)
class Present(Generic[S]):
    """What goes on now, and what starts next: several when they start together."""

    now: list[S] = field(default_factory=list)
    next: list[S] = field(default_factory=list)


def present(sessions: Iterable[S], instant: datetime) -> Present[S]:
    """Of the sessions that take place: those going on at this instant, and those that start soonest after it."""
    held = sorted((each for each in sessions if not each.cancelled), key=lambda each: each.slot.starts_at)
    ahead = [each for each in held if each.slot.starts_at > instant]
    return Present(
        now=[each for each in held if each.slot.starts_at <= instant < each.slot.ends_at],
        next=[each for each in ahead if each.slot.starts_at == ahead[0].slot.starts_at],
    )
