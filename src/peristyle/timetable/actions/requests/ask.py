"""Ask that a session be cancelled or moved."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import translation

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person, write_to
from peristyle.timetable.models import PublishedSession, Room, SessionRequest
from peristyle.timetable.queries.change_words import title_of, when_in_words
from peristyle.timetable.queries.requests import planners_of, session_to_change
from peristyle.timetable.rules.requests import RequestKind


class AlreadyAsked(Exception):
    """A request about this session waits already."""


class NotTheirs(Exception):
    """They do not teach it, or it is cancelled or over."""


def ask_cancellation(session: PublishedSession, *, by: Person, reason: str) -> SessionRequest:
    """Ask that it be cancelled. Raises NotTheirs, AlreadyAsked."""
    return _ask(session, by, reason)


def ask_move(
    session: PublishedSession, *, by: Person, reason: str, starts_at: datetime, rooms: Collection[str] = ()
) -> SessionRequest:
    """Ask that it take place then, in these rooms if they are known. Raises NotTheirs, AlreadyAsked."""
    return _ask(session, by, reason, starts_at, rooms)


@transaction.atomic
def _ask(
    session: PublishedSession,
    by: Person,
    reason: str,
    starts_at: datetime | None = None,
    rooms: Collection[str] = (),
) -> SessionRequest:
    if not session_to_change(by).filter(pk=session.pk).exists():
        raise NotTheirs
    kind = RequestKind.MOVE if starts_at else RequestKind.CANCEL
    try:
        with transaction.atomic():
            request = SessionRequest.objects.create(
                session_id=session.pk,
                asked_by=by,
                asked_at=clock.now(),
                kind=kind,
                reason=reason,
                wanted_starts_at=starts_at,
            )
    except IntegrityError as error:
        raise AlreadyAsked from error
    request.wanted_rooms.set(Room.objects.filter(pk__in=rooms))
    record("timetable.ask_change", actor=by, subject=request, session=str(session.session.uid), kind=kind)
    wanted = request.wanted_slot
    for planner in planners_of(session.activity.scope, but=[by.pk]):
        with translation.override(planner.language):
            write_to(
                planner,
                "timetable/letters/request_asked",
                teacher=by.display_name,
                kind=kind,
                session=title_of(session.activity),
                when=when_in_words(session.slot),
                wanted=when_in_words(wanted) if wanted else "",
                reason=reason,
                request_id=request.pk,
            )
    return request
