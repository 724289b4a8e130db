"""Planners answer requests for rooms."""

from contextlib import suppress
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.bookings.ask_booking import NotWaiting
from peristyle.timetable.actions.bookings.decide_booking import approve_booking, cancel_booking, refuse_booking
from peristyle.timetable.forms.rooms.bookings import BookingDecisionForm, ReasonForm
from peristyle.timetable.models import Activity, Booking
from peristyle.timetable.queries.bookings import (
    booking_waits_no_more,
    bookings_accepted,
    bookings_to_decide,
    rivals_of,
)
from peristyle.timetable.queries.change_words import when_in_words
from peristyle.timetable.queries.conflicts import conflicts_of
from peristyle.timetable.queries.planning.explained import explained
from peristyle.timetable.rules.capabilities import MANAGE_ROOMS
from peristyle.timetable.rules.conflicts import PlacementRefused
from peristyle.timetable.rules.sessions import ActivityKind, Placement
from peristyle.timetable.views.answered import waits_no_more

PER_PAGE = 25
#: More requests for the same time are not listed.
_RIVALS = 10


@requires(MANAGE_ROOMS)
@reads
def bookings(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/reservations/: what waits, the nearest first; what was accepted and is to come."""
    planner = person_of(request)
    waiting = Paginator(bookings_to_decide(planner), PER_PAGE).get_page(request.GET.get("page"))
    accepted = Paginator(bookings_accepted(planner), PER_PAGE).get_page(request.GET.get("acceptees"))
    context = {
        "waiting": waiting,
        "asked": [(each, when_in_words(each.slot)) for each in waiting],
        "accepted": accepted,
        "given": [(each, when_in_words(each.session.slot)) for each in accepted if each.session],
    }
    return render(request, "timetable/rooms/bookings.html", context)


@requires(MANAGE_ROOMS)
@writes
def booking(request: HttpRequest, booking_id: int) -> HttpResponse:
    """A request: what speaks against it, who else wants the room, and the decision."""
    planner = person_of(request)
    asked = bookings_to_decide(planner).filter(pk=booking_id).first()
    if asked is None:
        if not booking_waits_no_more(planner, booking_id):
            raise Http404
        return waits_no_more(request, "timetable:bookings")
    form = BookingDecisionForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, asked, form)
    try:
        if form.cleaned_data["decision"] == "refuse":
            refuse_booking(asked, reason=form.cleaned_data["reason"], by=planner)
        else:
            approve_booking(asked, by=planner)
    except PlacementRefused as refused:
        for _conflict, said in explained(refused.conflicts):
            form.add_error(None, said)
        return _page(request, asked, form)
    except NotWaiting:
        return waits_no_more(request, "timetable:bookings")
    return redirect("timetable:bookings")


@requires(MANAGE_ROOMS)
@writes
def cancellation(request: HttpRequest, booking_id: int) -> HttpResponse:
    """Take back a room that was given: why, then it is free again and whoever asked is told."""
    planner = person_of(request)
    given = get_object_or_404(bookings_accepted(planner), pk=booking_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with suppress(NotWaiting):
            cancel_booking(given, reason=form.cleaned_data["reason"], by=planner)
        return redirect("timetable:bookings")
    context = {
        "form": form,
        "booking": given,
        "when": when_in_words(given.session.slot) if given.session else "",
        "own": False,
    }
    return render(request, "timetable/rooms/cancel_booking.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, asked: Booking, form: BookingDecisionForm) -> HttpResponse:
    event = Activity(kind=ActivityKind.EVENT, title=asked.purpose)
    against = conflicts_of(event, Placement(asked.slot, rooms=frozenset({asked.room_id})))
    context: dict[str, Any] = {
        "booking": asked,
        "when": when_in_words(asked.slot),
        "against": explained(against),
        "rivals": [(each, when_in_words(each.slot)) for each in rivals_of(asked)[:_RIVALS]],
        "form": form,
    }
    return render(request, "timetable/rooms/booking.html", context, status=422 if form.errors else 200)
