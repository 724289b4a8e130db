"""What the door of a room says: taken, closed or free, and until when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum
from peristyle.timetable.rules.present import S, present
from peristyle.timetable.rules.sessions import Slot


class DoorState(LabelledEnum):
    """How a room stands at an instant."""

    FREE = "free", _("Libre")
    TAKEN = "taken", _("Occupée")
    CLOSED = "closed", _("Fermée")


@dataclass(frozen=True)
class DoorNow(Generic[S]):
    """How a room stands, until when (None: for the rest of the day), with what, and what comes after."""

    state: DoorState
    until: datetime | None
    sessions: Sequence[S]
    next: Sequence[S]


def door_now(sessions: Iterable[S], closures: Iterable[Slot], instant: datetime) -> DoorNow[S]:
    """A session that takes place comes before a closure: what stood there when the room was closed stays."""
    found, closed = present(sessions, instant), sorted(closures, key=lambda slot: slot.starts_at)
    if found.now:
        return DoorNow(DoorState.TAKEN, max(each.slot.ends_at for each in found.now), found.now, found.next)
    shut = [slot for slot in closed if slot.starts_at <= instant < slot.ends_at]
    if shut:
        return DoorNow(DoorState.CLOSED, max(slot.ends_at for slot in shut), [], found.next)
    ahead = [each.slot.starts_at for each in found.next] + [
        slot.starts_at for slot in closed if slot.starts_at > instant
    ]
    return DoorNow(DoorState.FREE, min(ahead, default=None), [], found.next)
