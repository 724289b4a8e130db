"""Find the calendar that an address opens."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from peristyle.kernel import clock
from peristyle.timetable.actions.feeds.write_calendar import write_calendar
from peristyle.timetable.models import Feed
from peristyle.timetable.queries.feeds import Polled, polled, stored_calendar

#: Holders read when their feeds last served; that it is true to the hour costs one write an hour.
NOTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Calendar:
    """What a feed answers: the tag of its bytes, when they last changed, whose they are."""

    person_id: int
    etag: str
    changed_at: datetime

    def body(self) -> bytes | None:
        """The bytes, compressed; none when they were erased in between."""
        return stored_calendar(self.person_id)


def calendar_behind(secret: str) -> Calendar | None:
    """The calendar of whom the secret belongs to: one read when nothing changed since it was last asked for.

    None when nobody has this secret, when it was revoked, when its holder has no access (any more).
    """
    found = polled(secret)
    if found is None:
        return None
    if found.etag is not None and found.changed_at is not None and found.is_fresh:
        calendar = Calendar(found.person_id, found.etag, found.changed_at)
    else:
        written = write_calendar(found.person_id, found.version or 0)
        if written is None:
            return None
        calendar = Calendar(found.person_id, written.etag, written.changed_at)
    _note_use(found)
    return calendar


def _note_use(found: Polled) -> None:
    now = clock.now()
    if found.last_used_at is None or now - found.last_used_at >= NOTED_EVERY:
        Feed.objects.filter(pk=found.feed_id, last_used_at=found.last_used_at).update(last_used_at=now)
