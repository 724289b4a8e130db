"""The grid: a week of an étape, of groups, teachers, rooms, or a mix of them."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads
from peristyle.timetable.forms.planning.grid import GridFilters
from peristyle.timetable.queries.planning.grid import drawn_week
from peristyle.timetable.queries.planning.history import last_gesture
from peristyle.timetable.queries.planning.scope import planned_steps
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS


@requires(PLAN_SESSIONS)
@reads
def grid(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/grille/: the sessions of what was chosen, in a week; each leads to its page."""
    planner = person_of(request)
    form = GridFilters(planned_steps(planner), request.GET, today=clock.today())
    view = form.view()
    facts = {
        "form": form,
        "view": view,
        "week": drawn_week(view, planner),
        "previous": view.at(view.monday - timedelta(days=7)),
        "next": view.at(view.monday + timedelta(days=7)),
        "gesture": last_gesture(planner),
        "now": clock.now(),
    }
    return render(request, "timetable/planning/grid.html", facts, status=422 if form.errors else 200)
