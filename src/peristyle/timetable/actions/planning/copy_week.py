"""Copy the sessions of a week to another."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import uuid4

from peristyle.people.public import Person
from peristyle.timetable.actions.planning.place_session import create_session
from peristyle.timetable.actions.planning.several import Refusal, do_to_all
from peristyle.timetable.models import Session
from peristyle.timetable.rules.weeks import days_later


def copy_week(
    sessions: Iterable[Session],
    *,
    from_monday: date,
    to_monday: date,
    by: Person,
    reason: str = "",
    keep_what_can: bool = False,
) -> tuple[int, list[Refusal[Session]]]:
    """How many were copied, and those refused; one that stands there already is not copied again.

    Cancelled ones are not copied. Raises SeveralRefused, its items being the sessions copied from.
    """
    days, batch = (to_monday - from_monday).days, uuid4()
    copied = 0

    def copy(session: Session) -> None:
        nonlocal copied
        slot = days_later(session.slot, days)
        same = Session.objects.filter(activity=session.activity_id, starts_at=slot.starts_at, cancelled_at=None)
        placement = replace(session.placement(), slot=slot)
        if any(other.placement().groups == placement.groups for other in same):
            return
        create_session(session.activity, placement, by=by, reason=reason, batch=batch)
        copied += 1

    going = [session for session in sessions if session.cancelled_at is None]
    refusals = do_to_all(going, copy, keep_what_can=keep_what_can)
    return copied, refusals
