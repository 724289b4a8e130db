"""A session in full."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.permissions import can
from peristyle.kernel.transactions import reads
from peristyle.people.public import Person
from peristyle.timetable.models import PublishedSession
from peristyle.timetable.queries.attendance.own import attendance_on_page
from peristyle.timetable.queries.own_timetable import own_session
from peristyle.timetable.queries.timetables import timetable_of
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.waits import wait_in_words


@signed_in
@reads
def session(request: HttpRequest, uid: UUID) -> HttpResponse:
    """When, where and with whom, what changed; for those it concerns and the planners of its composante."""
    person, now = person_of(request), clock.now()
    published = get_object_or_404(PublishedSession.objects.select_related("activity"), session__uid=uid)
    concerned = timetable_of(person).filter(pk=published.pk).exists()
    plans = can(person, PLAN_SESSIONS, published.activity)
    if not (concerned or plans):
        raise Http404
    own = own_session(person, published, now)
    facts = {
        "attendance": attendance_on_page(person, own.published, now, reads=own.teaches or plans),
        "concerned": concerned,
        "own": own,
        "published": own.published,
        "wait": wait_in_words(own.slot.starts_at, now) if own.slot.starts_at > now else "",
        "old_teachers": Person.objects.filter(pk__in=own.changed.teachers or ()) if own.changed else (),
    }
    return render(request, "timetable/own/session.html", facts)
