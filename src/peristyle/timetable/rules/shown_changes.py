"""What is shown of the changes of a session: from what people first saw to what holds now, for a fortnight."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from peristyle.timetable.rules.sessions import Placement, Slot

#: As long as feeds keep what was cancelled.
SHOWN_FOR = timedelta(days=14)


class Change(Protocol):
    """A publication that changed a session people had seen."""

    at: datetime
    before: dict[str, object]
    restored: bool


@dataclass(frozen=True)
class Difference:
    """What changed: the old value of each thing that did, None (or no rooms, no teachers) where nothing did."""

    at: datetime
    slot: Slot | None = None
    rooms: frozenset[str] | None = None
    teachers: frozenset[int] | None = None
    restored: bool = False

    @property
    def moved(self) -> bool:
        """Whether its time changed."""
        return self.slot is not None


def shown_since(instant: datetime) -> datetime:
    """Older changes are shown no more."""
    return instant - SHOWN_FOR


def difference(changes: Iterable[Change], present: Placement, instant: datetime) -> Difference | None:
    """What the recent changes of a session made of it, all together; None when it stands as it stood before them."""
    recent = sorted((change for change in changes if change.at > shown_since(instant)), key=lambda change: change.at)
    if not recent:
        return None
    first = Placement.from_data(recent[0].before)
    found = Difference(
        at=recent[-1].at,
        slot=first.slot if first.slot != present.slot else None,
        rooms=first.rooms if first.rooms != present.rooms else None,
        teachers=first.teachers if first.teachers != present.teachers else None,
        restored=recent[-1].restored,
    )
    changed = found.moved or found.rooms is not None or found.teachers is not None or found.restored
    return found if changed else None
