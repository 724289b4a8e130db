"""What the grid's script asks: where a session in hand may go, and that it stands where it was dropped."""

from collections.abc import Callable, Collection
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.people.public import Person
from peristyle.timetable.actions.planning.place_session import ChangedMeanwhile, create_session, move_session
from peristyle.timetable.forms.planning.moves import DropForm
from peristyle.timetable.models import Activity, Room, Session
from peristyle.timetable.queries.change_words import title_of, when_in_words
from peristyle.timetable.queries.planning.explained import explained
from peristyle.timetable.queries.planning.reach import Hindrance, reach_of_activity, reach_of_session
from peristyle.timetable.queries.planning.scope import planned_activities, planned_sessions
from peristyle.timetable.queries.suggestions import suggest_rooms, suggest_rooms_for, usual_placement
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.conflicts import ConflictKind, PlacementRefused
from peristyle.timetable.views.planning.desk import asked_view, desk
from peristyle.timetable.views.planning.parts import changed_by

#: Another room may help against these.
_OF_ROOMS = frozenset(
    {
        ConflictKind.ROOM,
        ConflictKind.ROOM_CLOSED,
        ConflictKind.CAPACITY,
        ConflictKind.EQUIPMENT,
        ConflictKind.ROOM_KIND,
        ConflictKind.TRAVEL,
    }
)
_ROOMS = 4


@requires(PLAN_SESSIONS)
@reads
def session_reach(request: HttpRequest, session_id: int) -> HttpResponse:
    """What keeps a session from standing at some time of the week that is shown."""
    planner = person_of(request)
    session = get_object_or_404(planned_sessions(planner), pk=session_id)
    return _as_data(reach_of_session(session, asked_view(request, planner)[1].week))


@requires(PLAN_SESSIONS)
@reads
def activity_reach(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The same for one more session of an activity."""
    planner = person_of(request)
    activity = get_object_or_404(planned_activities(planner), pk=activity_id)
    return _as_data(reach_of_activity(activity, asked_view(request, planner)[1].week))


@requires(PLAN_SESSIONS)
@writes
def drop_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """A session goes where it was dropped; answers the week as it then is, or why not."""
    planner = person_of(request)
    session = get_object_or_404(planned_sessions(planner), pk=session_id)

    def go(form: DropForm) -> str:
        placement = replace(session.placement(), slot=form.slot())
        if form.cleaned_data["rooms"]:
            placement = replace(placement, rooms=_codes(form.cleaned_data["rooms"]))
        version, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
        move_session(session, placement, by=planner, seen_version=version, reason=reason)
        return _("Déplacée : %(title)s, %(when)s. Le changement reste à publier.") % _said(session.activity, form)

    return _drop(request, planner, session.activity, go, session)


@requires(PLAN_SESSIONS)
@writes
def drop_activity(request: HttpRequest, activity_id: int) -> HttpResponse:
    """One more session of an activity stands where it was dropped, in the best room that is free then."""
    planner = person_of(request)
    activity = get_object_or_404(planned_activities(planner), pk=activity_id)

    def go(form: DropForm) -> str:
        slot = form.slot()
        rooms = form.cleaned_data["rooms"] or suggest_rooms_for(activity, slot)
        placement = replace(usual_placement(activity), slot=slot, rooms=_codes(rooms))
        create_session(activity, placement, by=planner, reason=form.cleaned_data["reason"])
        said = {**_said(activity, form), "rooms": ", ".join(room.name for room in rooms)}
        if rooms:
            return _("Placée en %(rooms)s : %(title)s, %(when)s. Elle reste à publier.") % said
        return _("Placée sans salle, car aucune ne convient : %(title)s, %(when)s.") % said

    return _drop(request, planner, activity, go)


def _as_data(found: Collection[Hindrance]) -> JsonResponse:
    return JsonResponse({"hindrances": [each.as_data() for each in found]})


def _drop(
    request: HttpRequest,
    planner: Person,
    activity: Activity,
    go: Callable[[DropForm], str],
    session: Session | None = None,
) -> HttpResponse:
    if request.method != "POST":
        return HttpResponse(status=204)
    form = DropForm(request.POST)
    if not form.is_valid():
        return _refusal(request, activity, form, status=422)
    try:
        messages.success(request, go(form))
    except PlacementRefused as refused:
        return _refusal(request, activity, form, refused, session)
    except ChangedMeanwhile:
        messages.error(request, changed_by(session) if session else "")
    return render(request, "timetable/planning/desk.html", desk(asked_view(request, planner)[1], planner))


def _refusal(
    request: HttpRequest,
    activity: Activity,
    form: DropForm,
    refused: PlacementRefused | None = None,
    session: Session | None = None,
    *,
    status: int = 409,
) -> HttpResponse:
    """Why not: with other rooms when they would help, with a reason to give when nothing forbids it."""
    against = explained(refused.conflicts) if refused else []
    hard = [conflict for conflict, _words in against if conflict.hard]
    rooms = []
    if session and hard and all(conflict.kind in _OF_ROOMS for conflict in hard):
        rooms = suggest_rooms(session, form.slot())[1][:_ROOMS]
    facts = {
        "form": form,
        "title": title_of(activity),
        "when": when_in_words(form.slot()) if refused else "",
        "against": against,
        "hard": hard,
        "rooms": rooms,
        "address": request.get_full_path(),
    }
    return render(request, "timetable/planning/refusal.html", facts, status=status)


def _codes(rooms: Collection[Room]) -> frozenset[str]:
    return frozenset(room.pk for room in rooms)


def _said(activity: Activity, form: DropForm) -> dict[str, str]:
    return {"title": title_of(activity), "when": when_in_words(form.slot())}
