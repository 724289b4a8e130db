"""Cancel a session, or restore it."""

from uuid import UUID

from django.db import transaction

from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.actions.planning.place_session import changing, check, guarded, note
from peristyle.timetable.models import Session, SessionGroup, SessionRoom, SessionTeacher
from peristyle.timetable.rules.sessions import Verb

_HELD = (SessionRoom, SessionTeacher, SessionGroup)


def cancel_session(
    session: Session, *, by: Person, reason: str, seen_version: int | None = None, batch: UUID | None = None
) -> None:
    """It does not take place and holds nothing; who was concerned learns it once published. Raises ChangedMeanwhile."""
    with transaction.atomic():
        held = changing(session, seen_version)
        if held.cancelled_at:
            return
        held.cancelled_at, held.cancellation_reason = clock.now(), reason
        held.save(update_fields=["cancelled_at", "cancellation_reason", "version", "changed_at"])
        for table in _HELD:
            table.objects.filter(session=held).update(firm=False)
        note(held, Verb.CANCELLED, by=by, before=held.placement(), reason=reason, batch=batch)


def restore_session(
    session: Session, *, by: Person, seen_version: int | None = None, batch: UUID | None = None
) -> None:
    """It takes place after all, where it stood, whatever spoke softly against that.

    Raises PlacementRefused when something hard does by now, ChangedMeanwhile.
    """
    with transaction.atomic():
        held = changing(session, seen_version)
        if held.cancelled_at is None:
            return
        # Whoever placed it there answered for what spoke against it.
        allowed = check(held.activity, held.placement(), held.pk, str(Verb.RESTORED.label))
        held.cancelled_at, held.cancellation_reason = None, ""
        held.save(update_fields=["cancelled_at", "cancellation_reason", "version", "changed_at"])
        guarded(lambda: [table.objects.filter(session=held).update(firm=True) for table in _HELD])
        note(held, Verb.RESTORED, by=by, after=held.placement(), allowed=allowed, batch=batch)
