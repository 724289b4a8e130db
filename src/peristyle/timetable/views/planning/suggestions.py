"""The best times for a session, each placed by one click."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import writes
from peristyle.people.public import Person
from peristyle.timetable.actions.planning.place_session import ChangedMeanwhile, create_session, move_session
from peristyle.timetable.forms.planning.moves import SuggestionForm, WindowForm
from peristyle.timetable.models import Activity, Session
from peristyle.timetable.queries.planning.explained import explained
from peristyle.timetable.queries.planning.scope import planned_activities, planned_sessions
from peristyle.timetable.queries.suggestions import suggest, usual_placement
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.conflicts import PlacementRefused
from peristyle.timetable.views.planning.parts import say_who_changed

_BEFORE = timedelta(days=7)


@requires(PLAN_SESSIONS)
@writes
def session_suggestions(request: HttpRequest, session_id: int) -> HttpResponse:
    """/gestion/planning/seances/…/suggestions/: the ten best times for a session, which moves there."""
    planner = person_of(request)
    session = get_object_or_404(planned_sessions(planner), pk=session_id)
    if request.method == "POST":
        return _take(request, planner, session.activity, session)
    around = max(clock.today(), timezone.localdate(session.starts_at - _BEFORE))
    return _page(request, session.activity, session, around)


@requires(PLAN_SESSIONS)
@writes
def activity_suggestions(request: HttpRequest, activity_id: int) -> HttpResponse:
    """/gestion/planning/activites/…/suggestions/: the same for one more session of an activity."""
    planner = person_of(request)
    activity = get_object_or_404(planned_activities(planner), pk=activity_id)
    if request.method == "POST":
        return _take(request, planner, activity, None)
    return _page(request, activity, None, clock.today())


def _page(request: HttpRequest, activity: Activity, session: Session | None, around: Any) -> HttpResponse:
    form = WindowForm(request.GET, around=around)
    answers = form.cleaned_data if form.is_valid() else {}
    found = suggest(
        activity, session=session, around=answers.get("du") or around, weeks=answers.get("semaines") or form.weeks
    )
    facts = {"activity": activity, "session": session, "form": form, "suggestions": found}
    return render(request, "timetable/planning/suggestions.html", facts, status=422 if form.errors else 200)


def _take(request: HttpRequest, planner: Person, activity: Activity, session: Session | None) -> HttpResponse:
    back = redirect(request.get_full_path())
    form = SuggestionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Cette proposition n’est pas complète : en voici d’autres."))
        return back
    here = session.placement() if session else usual_placement(activity)
    rooms = frozenset(room.pk for room in form.cleaned_data["rooms"])
    there = replace(here, slot=form.slot(), rooms=rooms)
    # What the page said of it is what the planner answers for.
    reason = _("Proposition choisie dans la liste des meilleurs créneaux")
    try:
        if session is None:
            session = create_session(activity, there, by=planner, reason=reason)
        else:
            move_session(session, there, by=planner, seen_version=form.cleaned_data["version"], reason=reason)
    except PlacementRefused as refused:
        for _conflict, words in explained(refused.conflicts):
            messages.error(request, words)
        return back
    except ChangedMeanwhile:
        if session:
            say_who_changed(request, session)
        return back
    messages.success(request, _("La séance est placée ; elle reste à publier."))
    return redirect("timetable:planned_session", session.pk)
