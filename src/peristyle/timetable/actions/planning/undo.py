"""Take back one's last gesture in the planning."""

from uuid import UUID, uuid4

from django.db import transaction

from peristyle.people.public import Person
from peristyle.timetable.actions.planning.cancel_session import cancel_session, restore_session
from peristyle.timetable.actions.planning.delete_draft import delete_draft
from peristyle.timetable.actions.planning.place_session import ChangedMeanwhile, move_session
from peristyle.timetable.models import SessionChange
from peristyle.timetable.queries.planning.history import last_gesture, newest_changes
from peristyle.timetable.rules.sessions import Placement, Verb


def undo_last(*, by: Person) -> list[SessionChange]:
    """All that the last gesture changed is as it was before; returns its lines, none if there was nothing.

    Raises ChangedMeanwhile when somebody changed one of its sessions since, AlreadyPublished for what was created and
    seen since, PlacementRefused when a place was taken in between.
    """
    with transaction.atomic():
        gesture = last_gesture(by)
        newest = newest_changes([change.session_id for change in gesture])
        if any(newest[change.session_id] != change.pk for change in gesture):
            raise ChangedMeanwhile
        batch = uuid4()
        for change in gesture:
            _take_back(change, by, batch)
        SessionChange.objects.filter(batch=batch).update(undoable=False)
        SessionChange.objects.filter(pk__in=[change.pk for change in gesture]).update(undoable=False)
    return gesture


def _take_back(change: SessionChange, by: Person, batch: UUID) -> None:
    if change.verb == Verb.CREATED:
        delete_draft(change.session, by=by)
    elif change.verb == Verb.CANCELLED:
        restore_session(change.session, by=by, batch=batch)
    elif change.verb == Verb.RESTORED:
        earlier = change.session.changes.filter(verb=Verb.CANCELLED).first()
        cancel_session(change.session, by=by, reason=earlier.reason if earlier else "", batch=batch)
    elif change.before:
        # Whoever placed it there first answered for what spoke against it.
        move_session(
            change.session,
            Placement.from_data(change.before),
            by=by,
            reason=change.reason or str(Verb.MOVED.label),
            batch=batch,
        )
