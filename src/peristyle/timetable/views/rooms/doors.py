"""What the door of a room says to whoever stands before it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from peristyle.kernel import clock
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import reads
from peristyle.timetable.queries.change_words import title_of
from peristyle.timetable.queries.doors import door_of
from peristyle.timetable.queries.own_timetable import whereabouts
from peristyle.timetable.queries.rooms import rooms_in_use


@anyone
@reads
def door(request: HttpRequest, code: str) -> HttpResponse:
    """/salles/…/: free or taken, now and next; published titles and hours only, teachers where that is configured."""
    room = get_object_or_404(rooms_in_use(), pk=code)
    now = clock.now()
    context = {"door": door_of(room, now), "there": whereabouts(room), "title_of": title_of, "instant": now}
    return render(request, "timetable/rooms/door.html", context)
