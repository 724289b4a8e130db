"""The roll of a session: called, projected, followed as people sign, closed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.addresses import absolute
from peristyle.kernel.transactions import reads, writes
from peristyle.people.public import Person
from peristyle.timetable.actions.attendance.close_roll import close_roll
from peristyle.timetable.actions.attendance.open_roll import NotNow, open_roll, reopen_roll
from peristyle.timetable.models import PublishedSession
from peristyle.timetable.queries.attendance.codes import shown_codes
from peristyle.timetable.queries.attendance.rolls import (
    awaited,
    full_roll,
    roll_of,
    session_to_call,
    session_to_read,
    signed_count,
    times_of,
    version_of,
)
from peristyle.timetable.queries.change_words import title_of, when_in_words
from peristyle.ui.qr_codes import qr_code_source

#: The projected page asks again at the next code, and no later than that for the count.
_ASKS_EVERY = 5000
_A_SECOND = 1000


@signed_in
@reads
def roll(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/emploi-du-temps/seances/…/emargement/: who is there; for its teachers, and the planners of its composante."""
    return render(request, "timetable/attendance/roll.html", roll_facts(person_of(request), uid))


@signed_in
@reads
def live(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the page of the roll asks every other second: nothing, as long as nothing changed."""
    facts = roll_facts(person_of(request), uid, seen=request.GET.get("vu", ""))
    if facts is None:
        return HttpResponse(status=204)
    return render(request, "timetable/attendance/live.html", facts)


@signed_in
@writes
def opening(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Call the roll."""
    if request.method == "POST":
        session = _called_by(request, uid)
        try:
            open_roll(session, by=person_of(request))
        except NotNow:
            messages.error(request, _("L’appel de cette séance ne peut pas être ouvert en ce moment."))
    return redirect("timetable:roll", uid)


@signed_in
@writes
def closing(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Close the roll: whoever has not signed is absent."""
    if request.method == "POST":
        close_roll(_called_by(request, uid), by=person_of(request))
    return redirect("timetable:roll", uid)


@signed_in
@writes
def reopening(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Open the roll again, as long as the session lasts."""
    if request.method == "POST":
        try:
            reopen_roll(_called_by(request, uid), by=person_of(request))
        except NotNow:
            messages.error(request, _("La séance est finie : corrigez la feuille à la main."))
    return redirect("timetable:roll", uid)


@signed_in
@reads
def projection(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/emploi-du-temps/seances/…/emargement/projection/: the big code that the room scans or types."""
    return render(request, "timetable/attendance/projection.html", _projected(request, uid))


@signed_in
@reads
def projected_code(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The code of this instant, which the projected page asks for when the one before is over."""
    return render(request, "timetable/attendance/code.html", _projected(request, uid))


def roll_facts(reader: Person, uid: UUID, *, seen: str | None = None) -> dict[str, Any] | None:
    """What pages say of a roll; nothing when it is still as it was `seen`. Raises Http404."""
    session = session_to_read(reader, uid)
    if session is None:
        raise Http404
    now = clock.now()
    stamp = version_of(session, now)
    if stamp == seen:
        return None
    times, called = times_of(session), roll_of(session)
    teaches = any(teacher.pk == reader.pk for teacher in session.teachers.all())
    signs = bool(called and called.closed_at is None and times.is_open(now) and not session.cancelled)
    return {
        **session_facts(session),
        "times": times,
        "called": called,
        "full": full_roll(session),
        "stamp": stamp,
        "signs": signs,
        "teaches": teaches,
        "may_open": teaches and not session.cancelled and times.opens_at <= now < times.corrected_until,
        "may_reopen": teaches and bool(called and called.closed_at) and times.is_open(now) and not session.cancelled,
        "may_correct": teaches and called is not None and now < times.corrected_until,
        "early": now < times.opens_at,
    }


def session_facts(session: PublishedSession) -> dict[str, Any]:
    """What every page of a roll says of its session."""
    return {"session": session, "title": title_of(session.activity), "when": when_in_words(session.slot)}


def _called_by(request: HttpRequest, uid: UUID) -> PublishedSession:
    return get_object_or_404(session_to_call(person_of(request)), session__uid=uid)


def _projected(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    session, now = _called_by(request, uid), clock.now()
    called = roll_of(session)
    if called is None:
        raise Http404
    times = times_of(session)
    facts = session_facts(session) | {
        "times": times,
        "signs": called.closed_at is None and times.is_open(now) and not session.cancelled,
        "early": called.closed_at is None and now < times.opens_at,
        "signed": signed_count(session),
        "expected": len(awaited(session)),
        "asks_in": _ASKS_EVERY,
        "address": absolute("timetable:sign_typed").partition("://")[2],
    }
    if not facts["signs"]:
        return facts
    shown = shown_codes(called, now)
    return facts | {
        "typed": f"{shown.typed[:3]} {shown.typed[3:]}".upper(),
        "qr_code": qr_code_source(absolute("timetable:sign_scanned", session.pk, shown.scanned)),
        "asks_in": min(_left(shown.until, now), _ASKS_EVERY),
    }


def _left(until: datetime, now: datetime) -> int:
    return int((until - now).total_seconds() * _A_SECOND) + 1
