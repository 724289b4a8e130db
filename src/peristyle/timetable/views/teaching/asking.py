"""Teachers ask that a session be cancelled or moved; their requests."""

from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.requests.ask import AlreadyAsked, ask_cancellation, ask_move
from peristyle.timetable.actions.requests.withdraw import AlreadyDecided, withdraw
from peristyle.timetable.forms.teaching import CancellationForm, MoveForm
from peristyle.timetable.models import PublishedSession, Session
from peristyle.timetable.queries.change_words import title_of, when_in_words
from peristyle.timetable.queries.conflicts import conflicts_of
from peristyle.timetable.queries.planning.explained import explained
from peristyle.timetable.queries.requests import open_request, requests_of, session_to_change
from peristyle.timetable.queries.suggestions import Suggestion, suggest, suggest_rooms
from peristyle.timetable.rules.requests import RequestKind
from peristyle.timetable.rules.sessions import Placement

PER_PAGE = 20
#: Suggestions begin so long before the session, if that is still to come.
_BEFORE = timedelta(days=7)


@signed_in
@writes
def cancellation(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/emploi-du-temps/seances/…/annuler/: why it should not take place; a planner decides."""
    teacher = person_of(request)
    session = get_object_or_404(session_to_change(teacher), session__uid=uid)
    form = CancellationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            ask_cancellation(session, by=teacher, reason=form.cleaned_data["reason"])
        except AlreadyAsked:
            return _asked_already(request, session)
        return redirect("timetable:my_requests")
    return _page(request, session, RequestKind.CANCEL, form)


@signed_in
@writes
def move(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/emploi-du-temps/seances/…/deplacer/: times at which everybody and a room are free, or another time."""
    teacher = person_of(request)
    session = get_object_or_404(session_to_change(teacher), session__uid=uid)
    around = max(clock.today(), timezone.localdate(session.starts_at - _BEFORE))
    suggested = {
        each.slot.starts_at.isoformat(): each
        for each in suggest(session.activity, session=session.session, around=around)
    }
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        suggested=[(value, _in_words(each)) for value, each in suggested.items()],
    )
    if form.is_valid():
        rooms = _rooms_there(session.session, form, suggested)
        if not form.errors:
            try:
                ask_move(session, by=teacher, reason=form.cleaned_data["reason"], starts_at=form.starts_at, rooms=rooms)
            except AlreadyAsked:
                return _asked_already(request, session)
            return redirect("timetable:my_requests")
    return _page(request, session, RequestKind.MOVE, form)


@signed_in
@reads
def my_requests(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/demandes/: what one asked, and what was decided."""
    page = Paginator(requests_of(person_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    asked = [(each, title_of(each.session.activity), when_in_words(each.session.slot)) for each in page]
    wanted = {each.pk: when_in_words(each.wanted_slot) for each in page if each.wanted_slot}
    return render(
        request,
        "timetable/teaching/requests.html",
        {"page": page, "asked": asked, "wanted": wanted, "now": clock.now()},
    )


@signed_in
@writes
def withdrawal(request: HttpRequest, request_id: int) -> HttpResponse:
    """Take back what one asked, as long as nobody decided."""
    teacher = person_of(request)
    asked = get_object_or_404(requests_of(teacher), pk=request_id)
    if request.method == "POST":
        # Too late: the list says what was decided.
        with suppress(AlreadyDecided):
            withdraw(asked, by=teacher)
    return redirect("timetable:my_requests")


def _rooms_there(session: Session, form: MoveForm, suggested: dict[str, Suggestion]) -> frozenset[str]:
    """The rooms for the time asked for; what makes it impossible is an error of the form."""
    if not form.chose_other:
        return suggested[form.cleaned_data["slot"]].room_codes
    there = session.slot.starting(form.starts_at)
    suggestion, _free = suggest_rooms(session, there)
    here = session.placement()
    rooms = suggestion.room_codes if suggestion else here.rooms
    placement = Placement(there, rooms, here.teachers, here.groups)
    against = [each for each in conflicts_of(session.activity, placement, session_id=session.pk) if each.hard]
    for _kind, said in explained(against):
        form.add_error("hour", said)
    return rooms


def _in_words(suggestion: Suggestion) -> str:
    where = ", ".join(room.name for room in suggestion.rooms)
    why = ", ".join(str(reason.label) for reason in suggestion.reasons)
    when = when_in_words(suggestion.slot)
    return f"{when}, {where} ({why})" if why else f"{when}, {where}"


def _page(request: HttpRequest, session: PublishedSession, kind: RequestKind, form: Any) -> HttpResponse:
    context = {
        "session": session,
        "title": title_of(session.activity),
        "when": when_in_words(session.slot),
        "waiting": open_request(session),
        "kind": kind,
        "form": form,
    }
    return render(request, "timetable/teaching/ask.html", context, status=422 if form.errors else 200)


def _asked_already(request: HttpRequest, session: PublishedSession) -> HttpResponse:
    return _page(request, session, RequestKind.CANCEL, CancellationForm())
