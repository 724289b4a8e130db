"""Sign the roll of a session for oneself, by the code that its teacher projects.

Signing stands in no journal: the line of the roll is the fact, with its hour, and lasts no longer than needed.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from peristyle.accounts.public import check_wait, count_failure, forget_failures
from peristyle.kernel import clock
from peristyle.kernel.tokens import as_written
from peristyle.people.public import Person
from peristyle.timetable.models import Attendance, PublishedSession
from peristyle.timetable.queries.attendance.rolls import times_of
from peristyle.timetable.queries.attendance.scans import (
    AlreadySigned,
    CodeWrong,
    RollShut,
    check_may_sign,
    scanned_by,
    typed_by,
)
from peristyle.timetable.rules.attendance import Presence, Way

_SALT = "peristyle.timetable.attendance.browser"
_TRIED = "attendance"
#: Tries are counted by person, wherever they sit: a whole campus types its codes from one address.
_ANYWHERE = "anywhere"


def sign_scanned(person: Person, receipt: str, *, browser: str) -> Attendance:
    """Sign with the receipt of a code that this person scanned.

    Raises CodeWrong, CodeExpired, NotAwaited, RollShut, AlreadySigned.
    """
    session, scanned_at = scanned_by(person, receipt)
    return _sign(person, session, scanned_at, Way.SCANNED, browser)


def sign_typed(person: Person, typed: str, *, browser: str) -> Attendance:
    """Sign with the code that this person read and typed.

    Raises TooManyTries, CodeWrong, CodeExpired, NotAwaited, RollShut, AlreadySigned.
    """
    failed_before = check_wait(_TRIED, str(person.pk), device=_ANYWHERE)
    try:
        session = typed_by(person, as_written(typed))
    except CodeWrong:
        count_failure(_TRIED, str(person.pk), device=_ANYWHERE)
        raise
    if failed_before:
        forget_failures(_TRIED, str(person.pk), device=_ANYWHERE)
    return _sign(person, session, clock.now(), Way.TYPED, browser)


def _sign(person: Person, session: PublishedSession, arrived_at: datetime, way: Way, browser: str) -> Attendance:
    now = clock.now()
    check_may_sign(person, session, now)
    facts = {
        "presence": times_of(session).presence_of(arrived_at),
        "signed_at": now,
        "way": way,
        "browser": salted_hmac(_SALT, f"{session.pk}|{browser}", algorithm="sha256").hexdigest()[:32],
        "changed_at": now,
    }
    try:
        with transaction.atomic():
            return Attendance.objects.create(roll_id=session.pk, person=person, **facts)
    except IntegrityError as taken:
        kept = Attendance.objects.get(roll=session.pk, person=person)
        closed = kept.signed_at is None and kept.presence == Presence.ABSENT
        raise (RollShut if closed else AlreadySigned(kept)) from taken
