"""Place a session: give it a time, rooms, teachers and groups, or move it to others."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction

from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.models import (
    Activity,
    Series,
    Session,
    SessionChange,
    SessionGroup,
    SessionRoom,
    SessionTeacher,
)
from peristyle.timetable.queries.conflicts import conflicts_of
from peristyle.timetable.queries.exams.holds import held_longer
from peristyle.timetable.rules.conflicts import Conflict, ConflictKind, PlacementRefused
from peristyle.timetable.rules.sessions import Placement, Verb

_GUARDS = {
    "timetable_room_held_twice": ConflictKind.ROOM,
    "timetable_teacher_held_twice": ConflictKind.TEACHER,
    "timetable_group_held_twice": ConflictKind.GROUP,
}


class ChangedMeanwhile(Exception):
    """Somebody else changed or deleted the session after the version that one saw."""


def create_session(
    activity: Activity,
    placement: Placement,
    *,
    by: Person,
    reason: str = "",
    series: Series | None = None,
    batch: UUID | None = None,
) -> Session:
    """A new session of an activity stands there; `reason` answers for soft conflicts. Raises PlacementRefused."""
    with transaction.atomic():
        session = Session.objects.create(
            activity=activity,
            series=series,
            starts_at=placement.slot.starts_at,
            ends_at=placement.slot.ends_at,
            changed_at=clock.now(),
        )
        allowed = check(activity, placement, session.pk, reason)
        hold(session, placement)
        note(session, Verb.CREATED, by=by, after=placement, reason=reason, allowed=allowed, batch=batch)
    return session


def move_session(
    session: Session,
    placement: Placement,
    *,
    by: Person,
    seen_version: int | None = None,
    reason: str = "",
    batch: UUID | None = None,
) -> None:
    """The session stands there now. Raises PlacementRefused, ChangedMeanwhile when it is no longer the version seen."""
    with transaction.atomic():
        held = changing(session, seen_version)
        before = held.placement()
        allowed = check(held.activity, placement, held.pk, reason)
        held.starts_at, held.ends_at = placement.slot.starts_at, placement.slot.ends_at
        held.save(update_fields=["starts_at", "ends_at", "version", "changed_at"])
        hold(held, placement)
        verb = Verb.MOVED if before.slot != placement.slot or before.rooms != placement.rooms else Verb.CHANGED
        note(held, verb, by=by, before=before, after=placement, reason=reason, allowed=allowed, batch=batch)


def changing(session: Session, seen_version: int | None = None) -> Session:
    """The session, held until the end of the transaction, one version further. Raises ChangedMeanwhile."""
    found = Session.objects.select_for_update(of=("self",)).select_related("activity__unit")
    held = found.filter(pk=session.pk).first()
    if held is None or (seen_version is not None and held.version != seen_version):
        raise ChangedMeanwhile
    held.version += 1
    held.changed_at = clock.now()
    return held


def hold(session: Session, placement: Placement) -> None:
    """Have the session hold exactly what the placement names, at its time. Raises PlacementRefused if it is held.

    What an exam holds where somebody has extra time, it holds until they have finished.
    """
    common: dict[str, Any] = {
        "session": session,
        "starts_at": placement.slot.starts_at,
        "ends_at": placement.slot.ends_at,
        "firm": session.cancelled_at is None,
    }
    longer = held_longer(session, placement.slot)
    SessionRoom.objects.filter(session=session).delete()
    SessionTeacher.objects.filter(session=session).delete()
    SessionGroup.objects.filter(session=session).delete()

    def write() -> None:
        SessionRoom.objects.bulk_create(
            SessionRoom(room_id=code, **common | longer.of_room(code)) for code in sorted(placement.rooms)
        )
        SessionTeacher.objects.bulk_create(
            SessionTeacher(person_id=pk, **common | longer.of_person(pk)) for pk in sorted(placement.teachers)
        )
        SessionGroup.objects.bulk_create(SessionGroup(group_id=pk, **common) for pk in sorted(placement.groups))

    guarded(write)


def guarded(write: Callable[[], object]) -> None:
    """Do what the database may refuse because something is held twice; its refusal is ours: PlacementRefused."""
    try:
        _do_again_after_a_deadlock(write)
    except IntegrityError as error:
        kind = next((kind for guard, kind in _GUARDS.items() if guard in str(error)), None)
        if kind is None:
            raise
        raise PlacementRefused([Conflict(kind, "")]) from error


def _do_again_after_a_deadlock(write: Callable[[], object]) -> None:
    """Two who take the same thing at the same instant may wait for each other: PostgreSQL gives one of them up."""
    try:
        with transaction.atomic():
            write()
    except OperationalError as error:
        if "deadlock" not in str(error):
            raise
        with transaction.atomic():
            write()


def note(
    session: Session,
    verb: Verb,
    *,
    by: Person | None,
    before: Placement | None = None,
    after: Placement | None = None,
    reason: str = "",
    allowed: tuple[Conflict, ...] = (),
    batch: UUID | None = None,
    undoable: bool = True,
) -> None:
    """A line in the session's history; `allowed`: the soft conflicts `by` answers for; `batch`: of which gesture."""
    SessionChange.objects.create(
        session=session,
        at=clock.now(),
        by=by,
        verb=verb,
        before=before and before.as_data(),
        after=after and after.as_data(),
        reason=reason,
        allowed=[{"kind": conflict.kind, "about": conflict.about} for conflict in allowed],
        batch=batch,
        undoable=undoable,
    )


def check(activity: Activity, placement: Placement, session_id: int, reason: str) -> tuple[Conflict, ...]:
    """The soft conflicts that the reason answers for; raises PlacementRefused for hard ones, and soft ones without."""
    conflicts = conflicts_of(activity, placement, session_id=session_id)
    if any(conflict.hard for conflict in conflicts) or (conflicts and not reason.strip()):
        raise PlacementRefused(conflicts)
    return tuple(conflicts)
