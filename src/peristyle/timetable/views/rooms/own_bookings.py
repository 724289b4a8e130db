"""Ask for a room; what one asked for."""

from contextlib import suppress

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.bookings.ask_booking import NotWaiting, ask_booking, withdraw_booking
from peristyle.timetable.actions.bookings.decide_booking import cancel_booking
from peristyle.timetable.forms.rooms.bookings import BookingForm, ReasonForm
from peristyle.timetable.queries.bookings import bookings_of, bookings_to_cancel, open_requests_of
from peristyle.timetable.queries.change_words import when_in_words
from peristyle.timetable.queries.own_timetable import whereabouts
from peristyle.timetable.queries.rooms import may_book, rooms_to_book
from peristyle.timetable.rules.bookings import BookingRefused
from peristyle.timetable.views.rooms.free import with_present_time

PER_PAGE = 20


@signed_in
@writes
def book(request: HttpRequest, code: str) -> HttpResponse:
    """/emploi-du-temps/salles/…/reserver/: ask for this room; who may not ask finds no room."""
    person = person_of(request)
    room = get_object_or_404(rooms_to_book(person), pk=code)
    form = BookingForm(request.POST) if request.method == "POST" else BookingForm(initial=_proposed(request))
    if form.is_valid():
        asked = form.cleaned_data
        try:
            ask_booking(room, form.slot, purpose=asked["purpose"], people=asked["people"], by=person)
        except BookingRefused as refused:
            form.refuse(refused.problem)
        else:
            return redirect("timetable:my_bookings")
    context = {"form": form, "room": room, "there": whereabouts(room)}
    return render(request, "timetable/rooms/book.html", context, status=422 if form.errors else 200)


@signed_in
@reads
def my_bookings(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/reservations/: what one asked for, and what was decided."""
    person, now = person_of(request), clock.now()
    page = Paginator(bookings_of(person), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": [(each, when_in_words(each.session.slot if each.session else each.slot)) for each in page],
        "now": now,
        "books": may_book(person),
    }
    return render(request, "timetable/rooms/my_bookings.html", context)


@signed_in
@writes
def withdrawal(request: HttpRequest, booking_id: int) -> HttpResponse:
    """Take back what one asked for, as long as nobody decided."""
    person = person_of(request)
    booking = get_object_or_404(open_requests_of(person), pk=booking_id)
    if request.method == "POST":
        # Too late: the list says what was decided.
        with suppress(NotWaiting):
            withdraw_booking(booking, by=person)
    return redirect("timetable:my_bookings")


@signed_in
@writes
def giving_back(request: HttpRequest, booking_id: int) -> HttpResponse:
    """Give back a room that one was given: why, then it is free again."""
    person = person_of(request)
    booking = get_object_or_404(bookings_to_cancel(person), pk=booking_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with suppress(NotWaiting):
            cancel_booking(booking, reason=form.cleaned_data["reason"], by=person)
        return redirect("timetable:my_bookings")
    context = {"form": form, "booking": booking, "when": when_in_words((booking.session or booking).slot), "own": True}
    return render(request, "timetable/rooms/cancel_booking.html", context, status=422 if form.errors else 200)


def _proposed(request: HttpRequest) -> dict[str, str]:
    """What the list of free rooms was asked for."""
    typed = with_present_time(request.GET)
    return {name: str(typed[name]) for name in BookingForm.base_fields if name in typed}
