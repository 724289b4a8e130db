"""Find a free room."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import urlencode

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads
from peristyle.timetable.forms.own import DayForm
from peristyle.timetable.forms.rooms.filters import FreeRoomFilters
from peristyle.timetable.queries.change_words import title_of
from peristyle.timetable.queries.free_rooms import free_rooms, free_until
from peristyle.timetable.queries.own_timetable import whereabouts
from peristyle.timetable.queries.rooms import may_book, rooms_in_use
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.queries.timetables import between, timetable_of_room
from peristyle.timetable.rules.days import week_of
from peristyle.timetable.rules.sessions import Slot

PER_PAGE = 20
_USUAL_MINUTES = "60"


@signed_in
@reads
def free(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/salles/: rooms free now or at a given time, and until when."""
    person, typed = person_of(request), with_present_time(request.GET)
    form = FreeRoomFilters(typed)
    context: dict[str, Any] = {"form": form, "books": may_book(person)}
    if not form.is_valid():
        return render(request, "timetable/rooms/free.html", context | {"page": None}, status=422)
    asked, slot = form.cleaned_data, form.slot
    rooms = free_rooms(
        slot,
        places=asked["places"] or 0,
        equipment=asked["equipment"],
        building=asked["building"],
        kind=asked["kind"],
    )
    page = Paginator(rooms, PER_PAGE).get_page(request.GET.get("page"))
    when = {name: typed[name] for name in ("day", "hour", "minutes")}
    context |= {
        "page": page,
        "found": [(each, whereabouts(each.room)) for each in free_until(page, slot)],
        "slot": slot,
        "shut": _shut(slot),
        "rules": timetable_rules(),
        "booking_query": urlencode(when | ({"people": asked["places"]} if asked["places"] else {})),
        "query": urlencode([(name, each) for name in form.fields for each in typed.getlist(name) if each]),
    }
    return render(request, "timetable/rooms/free.html", context)


@signed_in
@reads
def room_week(request: HttpRequest, code: str) -> HttpResponse:
    """/emploi-du-temps/salles/…/: what is published of a week in a room."""
    person = person_of(request)
    room = get_object_or_404(rooms_in_use(), pk=code)
    form = DayForm(request.GET)
    day = (form.cleaned_data.get("jour") if form.is_valid() else None) or clock.today()
    week = week_of(day)
    sessions = list(between(timetable_of_room(room), week.starts_at, week.ends_at))
    context = {
        "room": room,
        "there": whereabouts(room),
        "week": week,
        "days": [
            (each, [one for one in sessions if timezone.localdate(one.starts_at) == each])
            for each in week.days
            if each.isoweekday() <= timetable_rules().days
            or any(timezone.localdate(one.starts_at) == each for one in sessions)
        ],
        "today": clock.today(),
        "previous": week.first - timedelta(weeks=1),
        "next": week.first + timedelta(weeks=1),
        "title_of": title_of,
        "books": may_book(person),
    }
    return render(request, "timetable/rooms/week.html", context)


def with_present_time(typed: QueryDict) -> QueryDict:
    """What was asked, the present day and hour where it does not say when."""
    asked, now = typed.copy(), timezone.localtime(clock.now())
    for name, usual in (("day", f"{now:%Y-%m-%d}"), ("hour", f"{now:%H:%M}"), ("minutes", _USUAL_MINUTES)):
        if not asked.get(name):
            asked[name] = usual
    return asked


def _shut(slot: Slot) -> bool:
    """Whether the house is not open all that time."""
    rules = timetable_rules()
    starts, ends = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    return (
        starts.isoweekday() > rules.days
        or starts.time() < rules.opens
        or ends.time() > rules.closes
        or starts.date() != ends.date()
    )
