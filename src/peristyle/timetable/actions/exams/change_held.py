"""Change the rooms or the people of an exam without moving it."""

from collections.abc import Collection

from django.db import transaction

from peristyle.people.public import Person
from peristyle.timetable.actions.planning.place_session import changing, hold, note
from peristyle.timetable.models import Session
from peristyle.timetable.queries.conflicts import conflicts_of
from peristyle.timetable.rules.conflicts import ConflictKind, PlacementRefused
from peristyle.timetable.rules.sessions import Placement, Verb

ABOUT_ROOMS = frozenset(
    {
        ConflictKind.ROOM,
        ConflictKind.ROOM_CLOSED,
        ConflictKind.ROOM_KIND,
        ConflictKind.EQUIPMENT,
        ConflictKind.TRAVEL,
    }
)
ABOUT_PEOPLE = frozenset({ConflictKind.TEACHER, ConflictKind.UNAVAILABLE, ConflictKind.TRAVEL})


def change_held(
    session: Session,
    placement: Placement,
    *,
    about: Collection[ConflictKind],
    asked: Placement | None = None,
    by: Person,
    reason: str = "",
    seen_version: int | None = None,
) -> None:
    """The exam holds what the placement names, at the same time; only what this change is `about` may refuse it.

    `asked` is the part of the placement that is new, if not all of it is to be judged. Students who clash already do
    not keep a planner from naming an invigilator. Raises PlacementRefused, ChangedMeanwhile.
    """
    with transaction.atomic():
        held = changing(session, seen_version)
        before = held.placement()
        found = [
            conflict
            for conflict in conflicts_of(held.activity, asked or placement, session_id=held.pk)
            if conflict.kind in about
        ]
        if any(conflict.hard for conflict in found) or (found and not reason.strip()):
            raise PlacementRefused(found)
        held.save(update_fields=["version", "changed_at"])
        hold(held, placement)
        verb = Verb.MOVED if before.rooms != placement.rooms else Verb.CHANGED
        note(
            held,
            verb,
            by=by,
            before=before,
            after=placement,
            reason=reason,
            allowed=tuple(found),
            undoable=False,
        )
