"""What a code opens to whom: looked at before anything is written."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db.models import Q, QuerySet

from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.models import Attendance, PublishedSession, Roll
from peristyle.timetable.queries.attendance.codes import judged
from peristyle.timetable.queries.attendance.rolls import roll_of, times_of
from peristyle.timetable.queries.audiences import of_student
from peristyle.timetable.rules.attendance import TAP_WITHIN
from peristyle.timetable.rules.rolling_codes import CodeUse, Judgement

_SALT = "peristyle.timetable.attendance.receipt"


class CodeWrong(Exception):
    """No roll ever showed this code."""


class CodeExpired(Exception):
    """A roll showed this code, and shows another one now."""


class NotAwaited(Exception):
    """The code is right, and the session is not one of theirs."""


class RollShut(Exception):
    """Nobody signs now: the session was cancelled, it is too early, too late, or its teacher closed the roll."""


class AlreadySigned(Exception):
    """They stand on the roll already; `attendance` says how."""

    def __init__(self, attendance: Attendance) -> None:
        super().__init__(attendance)
        self.attendance = attendance


@dataclass(frozen=True)
class Scan:
    """A right code in the hands of somebody awaited; its receipt is what their tap hands in."""

    session: PublishedSession
    receipt: str


def attended_by(person: Person) -> QuerySet[PublishedSession]:
    """The sessions that await somebody, as they are enrolled now."""
    through_groups, whole = of_student(person)
    return PublishedSession.objects.filter(Q(pk__in=through_groups.union(whole)))


def look_at_scan(person: Person, session_id: int, code: str) -> Scan:
    """What a scanned code opens: three queries.

    Raises CodeWrong, CodeExpired, NotAwaited, RollShut, AlreadySigned.
    """
    session = _with_roll().filter(pk=session_id).first()
    verdict = _verdict(session, code, CodeUse.SCANNED)
    if session is None or verdict == Judgement.WRONG:
        raise CodeWrong
    if verdict == Judgement.EXPIRED:
        raise CodeExpired
    check_may_sign(person, session, clock.now())
    facts = {"session": session.pk, "person": person.pk, "at": clock.now().isoformat()}
    return Scan(session, signing.dumps(facts, salt=_SALT))


def scanned_by(person: Person, receipt: str) -> tuple[PublishedSession, datetime]:
    """The session of a receipt, and when its code was scanned. Raises CodeWrong for somebody else's, CodeExpired."""
    try:
        facts = signing.loads(receipt, salt=_SALT)
    except signing.BadSignature as forged:
        raise CodeWrong from forged
    at = datetime.fromisoformat(facts["at"])
    session = _with_roll().filter(pk=facts["session"]).first()
    if facts["person"] != person.pk or session is None:
        raise CodeWrong
    if clock.now() - at > TAP_WITHIN:
        raise CodeExpired
    return session, at


def typed_by(person: Person, code: str) -> PublishedSession:
    """The session whose page shows this code, among those that await the person now: one query.

    Raises CodeWrong, CodeExpired.
    """
    waiting = sessions_to_sign(person, clock.now())
    verdicts = [(session, _verdict(session, code, CodeUse.TYPED)) for session in waiting]
    for session, verdict in verdicts:
        if verdict == Judgement.VALID:
            return session
    if any(verdict == Judgement.EXPIRED for _, verdict in verdicts):
        raise CodeExpired
    raise CodeWrong


def sessions_to_sign(person: Person, now: datetime) -> list[PublishedSession]:
    """The sessions that await somebody and whose roll is open: one query."""
    open_rolls = attended_by(person).filter(roll__closed_at=None, roll__isnull=False, cancelled_at=None)
    found = open_rolls.select_related("roll", "activity__unit", "session")
    return [session for session in found if times_of(session).is_open(now)]


def check_may_sign(person: Person, session: PublishedSession, now: datetime) -> None:
    """Raises NotAwaited, RollShut, AlreadySigned."""
    if not attended_by(person).filter(pk=session.pk).exists():
        raise NotAwaited
    kept = Attendance.objects.filter(roll=session.pk, person=person).first()
    if kept and kept.signed_at:
        raise AlreadySigned(kept)
    roll = roll_of(session)
    if roll is None or roll.closed_at or session.cancelled or not times_of(session).is_open(now):
        raise RollShut
    if kept:  # Their teacher was quicker: by closing the roll at this very instant, or by a word about them.
        raise RollShut if Roll.objects.filter(pk=session.pk, closed_at__isnull=False).exists() else AlreadySigned(kept)


def _with_roll() -> QuerySet[PublishedSession]:
    return PublishedSession.objects.filter(roll__isnull=False).select_related("roll", "activity__unit", "session")


def _verdict(session: PublishedSession | None, code: str, use: CodeUse) -> Judgement:
    roll = roll_of(session) if session else None
    return judged(roll, code, use, clock.now()) if roll else Judgement.WRONG
