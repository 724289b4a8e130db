"""Change several sessions at once: all of them or none."""

from collections.abc import Collection
from dataclasses import replace
from uuid import uuid4

from peristyle.people.public import Person
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.place_session import move_session
from peristyle.timetable.actions.planning.several import do_to_all
from peristyle.timetable.models import Session
from peristyle.timetable.rules.weeks import days_later


def move_several(sessions: Collection[Session], *, days: int, by: Person, reason: str = "") -> None:
    """Each as many days later (earlier: less than 0), at the same hour. Raises SeveralRefused."""
    batch = uuid4()
    # Those that go ahead make room for those that follow.
    in_turn = sorted(sessions, key=lambda session: session.starts_at, reverse=days > 0)
    do_to_all(
        in_turn,
        lambda session: move_session(
            session,
            replace(session.placement(), slot=days_later(session.slot, days)),
            by=by,
            reason=reason,
            batch=batch,
        ),
    )


def give_rooms(sessions: Collection[Session], rooms: Collection[str], *, by: Person, reason: str = "") -> None:
    """Each in these rooms, and in no other. Raises SeveralRefused."""
    batch = uuid4()
    do_to_all(
        sessions,
        lambda session: move_session(
            session, replace(session.placement(), rooms=frozenset(rooms)), by=by, reason=reason, batch=batch
        ),
    )


def cancel_several(sessions: Collection[Session], *, by: Person, reason: str) -> None:
    """None of them takes place."""
    batch = uuid4()
    do_to_all(sessions, lambda session: cancel_session(session, by=by, reason=reason, batch=batch))
