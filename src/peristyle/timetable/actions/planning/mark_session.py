"""What is said of a session without moving it: its lock, its note."""

from django.db import transaction

from peristyle.people.public import Person
from peristyle.timetable.actions.planning.place_session import changing, note
from peristyle.timetable.models import Session
from peristyle.timetable.rules.sessions import Verb


def lock_session(session: Session, *, locked: bool, by: Person, seen_version: int | None = None) -> None:
    """No search moves it any more; or may again. Nobody but planners sees it. Raises ChangedMeanwhile."""
    with transaction.atomic():
        held = changing(session, seen_version)
        Session.objects.filter(pk=held.pk).update(locked=locked)
        note(held, Verb.LOCKED if locked else Verb.UNLOCKED, by=by, undoable=False)


def write_note(session: Session, text: str, *, by: Person, seen_version: int | None = None) -> None:
    """Those who attend read this note once it is published. Raises ChangedMeanwhile."""
    with transaction.atomic():
        held = changing(session, seen_version)
        held.note = text
        held.save(update_fields=["note", "version", "changed_at"])
        note(held, Verb.CHANGED, by=by, reason=text, undoable=False)
