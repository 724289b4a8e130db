"""Telling people of changes: when, and what several changes of one session come to for one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from peristyle.timetable.rules.sessions import Placement

#: Changes of sessions further away are read on the timetable; nobody is written to.
HORIZON = timedelta(days=7)
#: What is published in so short a time is told in one letter.
GATHERED = timedelta(seconds=15)
_NOON = time(12)


class News(StrEnum):
    """What somebody learns of a session."""

    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"
    JOINED = "joined"
    LEFT = "left"


@dataclass(frozen=True)
class QuietHours:
    """From an hour of the evening to one of the morning, nobody is disturbed; equal hours: never."""

    starts: time
    ends: time

    def over_after(self, local: datetime) -> datetime | None:
        """When the quiet in which a local time stands is over; None when it stands in none."""
        hour, over_midnight = local.time(), self.starts > self.ends
        evening, morning = hour >= self.starts, hour < self.ends
        if not ((evening or morning) if over_midnight else (evening and morning)):
            return None
        day = local.date() + timedelta(days=1) if over_midnight and evening else local.date()
        return datetime.combine(day, self.ends, local.tzinfo)


def when_to_tell(now: datetime, changed_at: datetime, starts_at: datetime, quiet: QuietHours, zone: tzinfo) -> datetime:
    """At once by day; by night once the quiet is over, unless what changes is for the morning that follows."""
    at_once = max(now, changed_at + GATHERED)
    awake = quiet.over_after(now.astimezone(zone))
    if awake is None or starts_at < datetime.combine(awake.date(), _NOON, zone):
        return at_once
    return max(awake, at_once)


def first_instant(now: datetime, before: Placement, after: Placement) -> datetime | None:
    """The first start, old or new, of what a change is about within the coming days; None when that is too far."""
    near = [
        placement.slot.starts_at
        for placement in (before, after)
        if placement.slot.ends_at > now and placement.slot.starts_at < now + HORIZON
    ]
    return min(near, default=None)


@dataclass(frozen=True)
class Change:
    """What a publication changed in a session; whether it cancelled or restored it."""

    before: Placement
    after: Placement
    cancelled: bool = False
    restored: bool = False


@dataclass(frozen=True)
class Course:
    """From what somebody last knew of a session to what it is now."""

    before: Placement
    after: Placement
    was_cancelled: bool
    is_cancelled: bool

    def news(self, *, was_concerned: bool, is_concerned: bool) -> News | None:
        """What this comes to for somebody whom it concerned, or now does; None: nothing new."""
        stood, stands = was_concerned and not self.was_cancelled, is_concerned and not self.is_cancelled
        if not stands:
            return None if not stood else News.CANCELLED if is_concerned else News.LEFT
        if not stood:
            return News.RESTORED if was_concerned else News.JOINED
        return News.MOVED if _shown(self.before) != _shown(self.after) else None


def course_of(changes: Sequence[Change], *, is_cancelled: bool) -> Course:
    """What changes of one session, the first one first, come to; `is_cancelled`: how it stands after the last one."""
    was_cancelled = is_cancelled
    for change in reversed(changes):
        was_cancelled = change.restored or (was_cancelled and not change.cancelled)
    return Course(changes[0].before, changes[-1].after, was_cancelled, is_cancelled)


def _shown(placement: Placement) -> tuple[object, ...]:
    """What people read of a placement: which other groups come does not matter to them."""
    return placement.slot, placement.rooms, placement.teachers
