"""Call the roll of a session."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tokens import new_token
from peristyle.people.public import Person
from peristyle.timetable.models import Attendance, PublishedSession, Roll
from peristyle.timetable.queries.attendance.rolls import session_to_call, times_of


class NotTheirs(Exception):
    """They do not teach it."""


class NotNow(Exception):
    """It was cancelled, it is too early, or nothing may be corrected any more."""


@transaction.atomic
def open_roll(session: PublishedSession, *, by: Person) -> None:
    """From now on its codes are shown and signed; a roll that is open already stays as it is.

    Raises NotTheirs, NotNow.
    """
    if not session_to_call(by).filter(pk=session.pk).exists():
        raise NotTheirs
    times, now = times_of(session), clock.now()
    if session.cancelled or not times.opens_at <= now < times.corrected_until:
        raise NotNow
    facts = {"secret": new_token(), "opened_at": now, "opened_by": by}
    _roll, called = Roll.objects.get_or_create(session=session, defaults=facts)
    if called:
        record("timetable.open_roll", actor=by, subject=session.session)


@transaction.atomic
def reopen_roll(session: PublishedSession, *, by: Person) -> None:
    """It was closed too early: those who were taken for absent may still sign. Raises NotTheirs, NotNow."""
    if not session_to_call(by).filter(pk=session.pk).exists():
        raise NotTheirs
    if session.cancelled or not times_of(session).is_open(clock.now()):
        raise NotNow
    if Roll.objects.filter(pk=session.pk, closed_at__isnull=False).update(closed_at=None, closed_by=None):
        Attendance.objects.filter(roll=session.pk, signed_at=None, corrections=None).delete()
        record("timetable.reopen_roll", actor=by, subject=session.session)
