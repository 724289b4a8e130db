"""Delete a session that nobody has ever seen."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.people.public import Person
from peristyle.timetable.actions.planning.place_session import changing
from peristyle.timetable.models import PublishedSession, Session


class AlreadyPublished(Exception):
    """People have seen it: it may be cancelled, not deleted."""


def delete_draft(session: Session, *, by: Person, seen_version: int | None = None) -> None:
    """It is gone, with its history. Raises AlreadyPublished, ChangedMeanwhile."""
    with transaction.atomic():
        held = changing(session, seen_version)
        if PublishedSession.objects.filter(session=held).exists():
            raise AlreadyPublished
        record(
            "timetable.delete_draft",
            actor=by,
            subject=held,
            activity=held.activity_id,
            starts_at=held.starts_at.isoformat(),
        )
        held.delete()
