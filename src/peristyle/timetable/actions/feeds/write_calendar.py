"""Write the calendar of a person down, so that programs are answered without making it anew."""

import gzip
import hashlib
from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from peristyle.accounts.public import State, account_of_person, state_of
from peristyle.kernel import clock, institution
from peristyle.people.public import Person
from peristyle.timetable.models import FeedRendering
from peristyle.timetable.queries.feed_events import events_of
from peristyle.timetable.rules.ics import calendar_text

#: What takes least time for nearly the least room.
_COMPRESSION = 6
_A_SECOND = timedelta(seconds=1)


def write_calendar(person_id: int, version: int) -> FeedRendering | None:
    """The calendar as of today, kept as that of a version read *before*; None for whoever has lost their access.

    Whoever changes the timetable meanwhile raises the version: then it is written again at the next call.
    """
    account = account_of_person(person_id)
    if account is None or state_of(account, clock.now()) != State.ACTIVE:
        return None
    text = _text(account.person)
    etag = hashlib.sha256(text).hexdigest()[:32]
    before = FeedRendering.objects.filter(pk=person_id).defer("body").first()
    written = FeedRendering(
        person_id=person_id,
        version=version,
        day=clock.today(),
        etag=etag,
        changed_at=_changed_at(before, etag),
        body=gzip.compress(text, _COMPRESSION, mtime=0),
    )
    FeedRendering.objects.bulk_create(
        [written],
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=["version", "day", "etag", "changed_at", "body"],
    )
    return written


def _changed_at(before: FeedRendering | None, etag: str) -> datetime:
    """When the words last changed: never twice in the second that a Last-Modified tells."""
    now = clock.now().replace(microsecond=0)
    if before is None:
        return now
    return before.changed_at if before.etag == etag else max(now, before.changed_at + _A_SECOND)


def _text(person: Person) -> bytes:
    with translation.override(person.language):
        name = _("Emploi du temps · %(institution)s") % {"institution": institution.current().short_name}
        return calendar_text(name, events_of(person))
