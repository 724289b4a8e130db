"""The rooms, for planners."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from peristyle.kernel.access import requires
from peristyle.kernel.transactions import reads
from peristyle.timetable.forms.rooms import RoomFilters
from peristyle.timetable.queries.rooms import rooms_found
from peristyle.timetable.rules.capabilities import SEE_ROOMS

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
    return render(request, "timetable/rooms.html", facts, status=422 if form.errors else 200)
