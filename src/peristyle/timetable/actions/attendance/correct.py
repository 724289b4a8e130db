"""Put right how people stand on a roll."""

from collections.abc import Collection

from django.db import transaction

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.actions.attendance.open_roll import NotTheirs
from peristyle.timetable.models import Attendance, AttendanceCorrection, PublishedSession
from peristyle.timetable.queries.attendance.rolls import awaited, roll_of, session_to_call, times_of
from peristyle.timetable.rules.attendance import Presence


class TooLate(Exception):
    """The days within which a teacher corrects are over."""


class NotOnTheRoll(Exception):
    """The roll was not called, or the session awaits none of them and they never signed."""


@transaction.atomic
def correct(session: PublishedSession, persons: Collection[int], presence: Presence, *, by: Person, reason: str) -> int:
    """Each of these persons stands so from now on; how many stood otherwise.

    Raises NotTheirs, TooLate, NotOnTheRoll.
    """
    if not session_to_call(by).filter(pk=session.pk).exists():
        raise NotTheirs
    now = clock.now()
    if now >= times_of(session).corrected_until:
        raise TooLate
    lines = Attendance.objects.filter(roll=session.pk, person__in=persons)
    before = dict(lines.values_list("person_id", "presence"))
    if roll_of(session) is None or set(persons) - before.keys() - awaited(session):
        raise NotOnTheRoll
    new = sorted(set(persons) - before.keys())
    Attendance.objects.bulk_create(
        [Attendance(roll_id=session.pk, person_id=pk, presence=presence, changed_at=now) for pk in new],
        ignore_conflicts=True,
    )
    corrected = 0
    for line in lines.select_for_update().order_by("pk"):
        stood = before.get(line.person_id, "")
        if stood == presence:
            continue
        line.presence, line.changed_at = presence, now
        line.save(update_fields=["presence", "changed_at"])
        AttendanceCorrection.objects.create(attendance=line, at=now, by=by, before=stood, after=presence, reason=reason)
        record(
            "timetable.correct_attendance",
            actor=by,
            subject=line,
            person=line.person_id,
            session=str(session.session.uid),
            before=stood,
            after=presence,
        )
        corrected += 1
    return corrected
