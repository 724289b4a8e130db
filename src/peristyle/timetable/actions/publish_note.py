"""Publish a teacher’s note to students on a session: they see it at once."""

from django.db import transaction
from django.db.models import F

from peristyle.audit.public import record
from peristyle.kernel.events import emit
from peristyle.people.public import Person
from peristyle.timetable.actions.planning.place_session import changing
from peristyle.timetable.actions.planning.place_session import note as add_to_history
from peristyle.timetable.events import SessionsPublished
from peristyle.timetable.models import PublishedSession
from peristyle.timetable.queries.requests import session_taught
from peristyle.timetable.rules.sessions import Verb


class NotTheirs(Exception):
    """They do not teach it."""


@transaction.atomic
def publish_note(session: PublishedSession, text: str, *, by: Person) -> None:
    """The note alone is published: what a planner drafts of the session stays a draft. Raises NotTheirs."""
    if not session_taught(by).filter(pk=session.pk).exists():
        raise NotTheirs
    held = changing(session.session)
    if held.note == text == session.note:
        return
    before, held.note = held.version - 1, text
    held.save(update_fields=["note", "version", "changed_at"])
    seen = PublishedSession.objects.filter(pk=session.pk)
    seen.update(note=text, sequence=F("sequence") + 1, changed_at=held.changed_at)
    # Otherwise planners would see a draft where there is none.
    seen.filter(session_version=before).update(session_version=held.version)
    add_to_history(held, Verb.CHANGED, by=by, reason=text, undoable=False)
    record("timetable.publish_note", actor=by, subject=held)
    emit(SessionsPublished((session.pk,), ()))
