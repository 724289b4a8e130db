"""Reading the private calendars: of their holder's page, and what programs ask for all day long."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BigIntegerField, CharField, DateTimeField, Exists, OuterRef, Q, QuerySet

from peristyle.accounts.public import Account
from peristyle.kernel import clock
from peristyle.kernel.prepared import Given, Reading
from peristyle.kernel.tokens import digest
from peristyle.people.public import Person
from peristyle.timetable.models import Feed, FeedRendering


@dataclass(frozen=True)
class Polled:
    """A feed that a program asks for, the version its timetable has, and what the stored calendar was made of."""

    feed_id: int
    person_id: int
    last_used_at: datetime | None
    version: int | None
    written_version: int | None
    written_day: date | None
    etag: str | None
    changed_at: datetime | None

    @property
    def is_fresh(self) -> bool:
        """Whether the stored calendar is that of this version and this day, with which cancelled sessions drop."""
        return self.written_version == (self.version or 0) and self.written_day == clock.today()


def live_feeds(person: Person) -> QuerySet[Feed]:
    """The feeds that open something, newest first."""
    return Feed.objects.filter(person=person, revoked_at=None)


def polled(secret: str) -> Polled | None:
    """The feed with this secret, in one look into indexes, found or not; none while its holder is suspended."""
    rows = _polled.rows(digest=digest(secret), now=clock.now())
    return Polled(*rows[0]) if rows else None


def stored_calendar(person_id: int) -> bytes | None:
    """The calendar as last written, compressed."""
    rows = _bodies.rows(person=person_id)
    return bytes(rows[0][0]) if rows else None


def _live() -> QuerySet[Feed]:
    now = Given("now", DateTimeField())
    in_force = Q(suspensions__until=None) | Q(suspensions__until__gt=now)
    suspended = Account.objects.filter(in_force, person=OuterRef("person"), suspensions__since__lte=now)
    return Feed.objects.filter(~Exists(suspended), token_digest=Given("digest", CharField()), revoked_at=None)


_polled = Reading(
    lambda: (
        _live()
        .order_by()
        .values_list(
            "pk",
            "person_id",
            "last_used_at",
            "person__timetable_version__version",
            "person__feed_rendering__version",
            "person__feed_rendering__day",
            "person__feed_rendering__etag",
            "person__feed_rendering__changed_at",
        )
    )
)
_bodies = Reading(
    lambda: FeedRendering.objects.filter(pk=Given("person", BigIntegerField())).order_by().values_list("body")
)
