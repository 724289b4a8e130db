"""Close rolls: by their teacher, or by themselves when nobody can sign any more."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.people.public import Person
from peristyle.timetable.actions.attendance.open_roll import NotTheirs
from peristyle.timetable.models import Attendance, PublishedSession, Roll
from peristyle.timetable.queries.attendance.rolls import awaited, rolls_to_close, session_to_call
from peristyle.timetable.rules.attendance import Presence

_AT_ONCE = 500


@transaction.atomic
def close_roll(session: PublishedSession, *, by: Person) -> None:
    """Nobody signs from now on; whoever was awaited and has not signed is absent. Raises NotTheirs."""
    if not session_to_call(by).filter(pk=session.pk).exists():
        raise NotTheirs
    _close(session, by)


@task(retries=0)
def close_due_rolls() -> None:
    """Close the rolls that their teachers left open."""
    for session in rolls_to_close(clock.now()):
        with transaction.atomic():
            _close(session, None)


def _close(session: PublishedSession, by: Person | None) -> None:
    now = clock.now()
    if not Roll.objects.filter(pk=session.pk, closed_at=None).update(closed_at=now, closed_by=by):
        return
    # Of a cancelled session nobody was absent. Whoever signs at this very instant stays present.
    missing = [] if session.cancelled else sorted(awaited(session))
    Attendance.objects.bulk_create(
        [Attendance(roll_id=session.pk, person_id=pk, presence=Presence.ABSENT, changed_at=now) for pk in missing],
        ignore_conflicts=True,
        batch_size=_AT_ONCE,
    )
    record("timetable.close_roll", actor=by, subject=session.session)
