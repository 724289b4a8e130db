"""Publish sessions: what planners placed becomes what people see."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet

from peristyle.kernel import clock
from peristyle.kernel.events import emit
from peristyle.people.public import Person
from peristyle.timetable.actions.notices.note_changes import note_soon
from peristyle.timetable.events import SessionsPublished
from peristyle.timetable.models import PublishedChange, PublishedSession, Session, SessionChange
from peristyle.timetable.queries.planning.scope import unpublished
from peristyle.timetable.rules.notices import HORIZON
from peristyle.timetable.rules.sessions import Verb

#: So many are written at once.
_BATCH = 500


def publish_sessions(
    sessions: QuerySet[Session], *, by: Person | None, aware: Collection[int] = ()
) -> SessionsPublished:
    """People see these sessions as they now are. All of them or none; publishing twice changes nothing.

    Whom a change of the coming days concerns is written to, except who made it and those `aware` of it.
    """
    with transaction.atomic():
        waiting = list(unpublished(sessions).order_by("pk").values_list("pk", flat=True))
        added = _added_to_what_was_seen(waiting)
        changes: list[int] = []
        for start in range(0, len(waiting), _BATCH):
            changes += _publish(waiting[start : start + _BATCH], by, added)
        told = SessionsPublished(tuple(waiting), tuple(changes))
        if waiting:
            note_soon(changes, aware=aware)
            emit(told)
    return told


def _added_to_what_was_seen(session_ids: list[int]) -> set[int]:
    """Those of these sessions that are new, of the coming days, and of an activity of which people know others."""
    now = clock.now()
    new = Session.objects.filter(
        published=None, cancelled_at=None, ends_at__gt=now, starts_at__lt=now + HORIZON, pk__among=session_ids
    )
    return set(
        new.filter(Exists(PublishedSession.objects.filter(activity=OuterRef("activity")))).values_list("pk", flat=True)
    )


def _publish(session_ids: list[int], by: Person | None, added: set[int]) -> list[int]:
    now = clock.now()
    held = Session.objects.filter(pk__in=session_ids).prefetch_related("held_rooms", "held_teachers", "held_groups")
    sessions = list(held)
    seen = {
        row.pk: row
        for row in PublishedSession.objects.filter(pk__in=session_ids).prefetch_related("rooms", "teachers", "groups")
    }
    changes = [change for session in sessions if session.pk in seen for change in _change(seen[session.pk], session)]
    changes += [_addition(session) for session in sessions if session.pk in added]
    rows = [
        PublishedSession(
            session=session,
            activity_id=session.activity_id,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            note=session.note,
            cancelled_at=session.cancelled_at,
            cancellation_reason=session.cancellation_reason,
            sequence=seen[session.pk].sequence + 1 if session.pk in seen else 0,
            session_version=session.version,
            published_at=seen[session.pk].published_at if session.pk in seen else now,
            changed_at=now,
        )
        for session in sessions
    ]
    PublishedSession.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["session"],
        update_fields=[
            "starts_at",
            "ends_at",
            "note",
            "cancelled_at",
            "cancellation_reason",
            "sequence",
            "session_version",
            "changed_at",
        ],
    )
    _name_participants(sessions)
    SessionChange.objects.bulk_create(
        SessionChange(session=session, at=now, by=by, verb=Verb.PUBLISHED, undoable=False) for session in sessions
    )
    return [change.pk for change in PublishedChange.objects.bulk_create(changes)]


def _change(seen: PublishedSession, session: Session) -> Iterable[PublishedChange]:
    """What people are told of a session they had seen; nothing when only its note changed."""
    before, after = seen.placement(), session.placement()
    cancelled = session.cancelled_at is not None
    if before != after or cancelled != seen.cancelled:
        yield PublishedChange(
            published=seen,
            sequence=seen.sequence + 1,
            at=clock.now(),
            before=before.as_data(),
            after=after.as_data(),
            cancelled=cancelled and not seen.cancelled,
            restored=seen.cancelled and not cancelled,
        )


def _addition(session: Session) -> PublishedChange:
    """That a session is there from now on, where people thought to be free."""
    placement = session.placement().as_data()
    return PublishedChange(
        published_id=session.pk, sequence=0, at=clock.now(), before=placement, after=placement, added=True
    )


def _name_participants(sessions: list[Session]) -> None:
    """Rooms, teachers and groups of what is published are those that the sessions hold."""
    for many, seen, held in (
        (PublishedSession.rooms, "room_id", "held_rooms"),
        (PublishedSession.teachers, "person_id", "held_teachers"),
        (PublishedSession.groups, "teachinggroup_id", "held_groups"),
    ):
        through: type[Model] = many.through
        rows = through._default_manager  # noqa: SLF001 — Django documents it
        rows.filter(publishedsession__in=[session.pk for session in sessions]).delete()
        rows.bulk_create(
            through(publishedsession_id=session.pk, **{seen: getattr(row, seen.replace("teachinggroup", "group"))})
            for session in sessions
            for row in getattr(session, held).all()
        )
