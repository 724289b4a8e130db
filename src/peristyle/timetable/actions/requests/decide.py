"""Decide on what a teacher asks: do it and publish it, or say why not."""

from collections.abc import Collection
from dataclasses import replace

from django.db import transaction
from django.utils import translation

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person, write_to
from peristyle.timetable.actions.exams.publish_exams import publish_exam
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.place_session import move_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Session, SessionRequest
from peristyle.timetable.queries.change_words import title_of, when_in_words
from peristyle.timetable.rules.sessions import ActivityKind, Slot


class AlreadyDecided(Exception):
    """Somebody was quicker, or its author took it back."""


@transaction.atomic
def accept(
    request: SessionRequest,
    *,
    by: Person,
    answer: str = "",
    rooms: Collection[str] | None = None,
    seen_version: int | None = None,
) -> None:
    """The session is cancelled, or moved to the time asked for (into these rooms, else those it has), and published.

    Who is concerned is told; the teacher who asked gets the answer instead. Raises AlreadyDecided, PlacementRefused,
    ChangedMeanwhile; NotReady when an exam that is moved leaves somebody without a seat.
    """
    _decide(request, by, accepted=True, answer=answer)
    session, wanted = request.session, request.wanted_slot
    if wanted:
        here = session.placement()
        there = replace(here, slot=wanted, rooms=here.rooms if rooms is None else frozenset(rooms))
        move_session(session, there, by=by, seen_version=seen_version, reason=request.reason)
    else:
        cancel_session(session, by=by, reason=request.reason, seen_version=seen_version)
    if wanted and session.activity.kind == ActivityKind.EXAM:
        publish_exam(session, by=by)
    else:
        publish_sessions(Session.objects.filter(pk=session.pk), by=by, aware=[request.asked_by_id])
    _answer(request, wanted)


@transaction.atomic
def refuse(request: SessionRequest, *, by: Person, answer: str) -> None:
    """Nothing changes; the teacher reads why. Raises AlreadyDecided."""
    _decide(request, by, accepted=False, answer=answer)
    _answer(request, request.wanted_slot)


def _decide(request: SessionRequest, by: Person, *, accepted: bool, answer: str) -> None:
    waiting = SessionRequest.objects.filter(pk=request.pk, decided_at=None, withdrawn_at=None)
    if not waiting.update(decided_at=clock.now(), decided_by=by, accepted=accepted, answer=answer):
        raise AlreadyDecided
    request.accepted, request.answer = accepted, answer
    record("timetable.decide_request", actor=by, subject=request, accepted=accepted, kind=request.kind)


def _answer(request: SessionRequest, wanted: Slot | None) -> None:
    session, teacher = request.session, request.asked_by
    with translation.override(teacher.language):
        write_to(
            teacher,
            "timetable/letters/request_decided",
            kind=request.kind,
            accepted=request.accepted,
            session=title_of(session.activity),
            when=when_in_words(session.slot),
            wanted=when_in_words(wanted) if wanted else "",
            answer=request.answer,
        )
