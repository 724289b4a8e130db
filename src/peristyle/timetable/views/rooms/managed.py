"""The rooms, for planners: find one, close it, print the sheets of doors."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.addresses import absolute
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.availability.declare import TooManyDeclared, close_room, take_back
from peristyle.timetable.forms.availability import unavailable_forms
from peristyle.timetable.forms.rooms.filters import RoomFilters, SheetFilters
from peristyle.timetable.models import Room
from peristyle.timetable.queries.availability import closures_of, standing_when_closed
from peristyle.timetable.queries.change_words import title_of, when_in_words
from peristyle.timetable.queries.own_timetable import whereabouts
from peristyle.timetable.queries.rooms import rooms_found, rooms_in_use, rooms_managed
from peristyle.timetable.queries.unavailable_words import unavailable_in_words
from peristyle.timetable.rules.capabilities import MANAGE_ROOMS, SEE_ROOMS
from peristyle.ui.qr_codes import qr_code_source

PER_PAGE = 25


@requires(SEE_ROOMS)
@reads
def rooms(request: HttpRequest) -> HttpResponse:
    """/gestion/salles/: find a room by its name, its building, its kind, its capacity."""
    form = RoomFilters(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = rooms_found(asked.get("words", ""), kind=asked.get("kind", ""), places=asked.get("places") or 0)
    query = urlencode({name: value for name, value in asked.items() if value})
    facts = {"form": form, "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")), "query": query}
    return render(request, "timetable/rooms/rooms.html", facts, status=422 if form.errors else 200)


@requires(SEE_ROOMS)
@writes
def room(request: HttpRequest, code: str) -> HttpResponse:
    """/gestion/salles/…/: a room, when it is closed, and a form to close it for those who manage it."""
    planner = person_of(request)
    shown = get_object_or_404(rooms_in_use(), pk=code)
    manages = rooms_managed(planner).filter(pk=code).exists()
    forms = unavailable_forms(request.POST if request.method == "POST" and manages else None, wishes=False)
    full = False
    for form in forms.values():
        if form.is_valid():
            try:
                close_room(shown, form.when, reason=form.cleaned_data["reason"], by=planner)
            except TooManyDeclared:
                full = True
            else:
                return redirect("timetable:room", code)
    standing = standing_when_closed(shown, clock.now()) if manages else []
    context: dict[str, Any] = {
        "room": shown,
        "there": whereabouts(shown),
        "manages": manages,
        "closures": [(each, unavailable_in_words(each)) for each in closures_of(shown, clock.now())],
        "standing": [(each, title_of(each.activity), when_in_words(each.slot)) for each in standing],
        "forms": forms,
        "full": full,
    }
    wrong = full or any(form.errors for form in forms.values())
    return render(request, "timetable/rooms/room.html", context, status=422 if wrong else 200)


@requires(MANAGE_ROOMS)
@writes
def opening(request: HttpRequest, code: str, closure_id: int) -> HttpResponse:
    """A closure is taken back."""
    planner = person_of(request)
    managed = get_object_or_404(rooms_managed(planner), pk=code)
    closure = get_object_or_404(closures_of(managed, clock.now()), pk=closure_id)
    if request.method == "POST":
        take_back(closure, by=planner)
    return redirect("timetable:room", code)


@requires(MANAGE_ROOMS)
@reads
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """/gestion/salles/…/affiche/: the sheet for a door, to print."""
    return _sheets(request, [get_object_or_404(rooms_managed(person_of(request)), pk=code)], None)


@requires(MANAGE_ROOMS)
@reads
def sheets(request: HttpRequest) -> HttpResponse:
    """/gestion/salles/affiches/: the sheets of a building, to print together."""
    form = SheetFilters(request.GET)
    building = form.cleaned_data["building"] if form.is_valid() else None
    found = rooms_managed(person_of(request)).filter(building=building) if building else []
    return _sheets(request, found, form)


def _sheets(request: HttpRequest, found: Any, form: SheetFilters | None) -> HttpResponse:
    rooms: list[Room] = list(found)
    context = {
        "form": form,
        "sheets": [(each, absolute("timetable:door", each.pk)) for each in rooms],
        "qr_code": qr_code_source,
    }
    return render(request, "timetable/rooms/sheets.html", context, status=422 if form and form.errors else 200)
