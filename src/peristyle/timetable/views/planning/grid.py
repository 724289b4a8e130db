"""The grid: a week of an étape, of groups, teachers, rooms, or a mix of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.planning.note_presence import note_presence
from peristyle.timetable.forms.planning.moves import PresenceForm
from peristyle.timetable.queries.planning.presences import others_present
from peristyle.timetable.queries.planning.presences import stamp as stamp_of
from peristyle.timetable.queries.planning.scope import planned_sessions
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.views.planning.desk import asked_view, desk, words


@requires(PLAN_SESSIONS)
@reads
def grid(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/grille/: the sessions of what was chosen, in a week; for htmx, without what is around it."""
    planner = person_of(request)
    form, view = asked_view(request, planner)
    since = request.GET.get("depuis", "")
    facts: dict[str, Any] = {"form": form, "view": view, "words": words()}
    if not view.is_empty:
        alone = "HX-Request" in request.headers
        facts |= desk(view, planner, alone=alone, since=int(since) if since.isdecimal() else 0)
        if alone:
            return render(request, "timetable/planning/desk.html", facts)
    return render(request, "timetable/planning/grid.html", facts, status=422 if form.errors else 200)


@requires(PLAN_SESSIONS)
@writes
def presence(request: HttpRequest) -> HttpResponse:
    """Who else works in the week that a grid shows, and whether it is as it was."""
    planner = person_of(request)
    _form, view = asked_view(request, planner)
    form = PresenceForm(request.POST)
    if request.method != "POST" or not form.is_valid() or view.is_empty:
        return HttpResponse(status=204)
    answers = form.cleaned_data
    held = planned_sessions(planner).filter(pk=answers["holds"]).first() if answers["holds"] else None
    note_presence(planner, view.place, holds=held)
    facts = {
        "view": view,
        "others": list(others_present(view, planner)),
        "changed": stamp_of(view) != answers["stamp"],
        "change": answers["change"] or 0,
    }
    return render(request, "timetable/planning/presences.html", facts)
