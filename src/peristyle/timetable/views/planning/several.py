"""Several sessions at once: those of an activity, series, copied weeks, one's last gesture taken back."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.curriculum.public import PeriodKind
from peristyle.kernel import clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import writes
from peristyle.timetable.actions.planning.change_several import cancel_several, give_rooms, move_several
from peristyle.timetable.actions.planning.delete_draft import AlreadyPublished
from peristyle.timetable.actions.planning.place_series import PlacedSeries, Weekly, place_series
from peristyle.timetable.actions.planning.place_session import ChangedMeanwhile
from peristyle.timetable.actions.planning.publish_drafts import publish_drafts
from peristyle.timetable.actions.planning.several import SeveralRefused
from peristyle.timetable.actions.planning.undo import undo_last
from peristyle.timetable.forms.planning.sessions import usual_of
from peristyle.timetable.forms.planning.several import Change, SeriesForm, SeveralForm
from peristyle.timetable.models import Session
from peristyle.timetable.queries.planning.explained import explained, short_name
from peristyle.timetable.queries.planning.history import last_gesture
from peristyle.timetable.queries.planning.scope import planned_activities, planned_sessions, unpublished
from peristyle.timetable.queries.planning.weeks import periods_of, session_in_words, spans
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.conflicts import PlacementRefused
from peristyle.timetable.rules.days import Span
from peristyle.timetable.rules.durations import in_hours
from peristyle.timetable.rules.sessions import ActivityKind
from peristyle.timetable.rules.weeks import Rhythm, teaching_weeks, weeks_of
from peristyle.timetable.views.planning.desk import asked_view
from peristyle.timetable.views.planning.parts import changed_by, refusals_in_words


@requires(PLAN_SESSIONS)
@writes
def activity(request: HttpRequest, activity_id: int) -> HttpResponse:
    """/gestion/planning/activites/…/: an activity, its sessions, and what may be done to several of them."""
    planner = person_of(request)
    shown = get_object_or_404(planned_activities(planner), pk=activity_id)
    asked = _asked(request, planned_sessions(planner).filter(activity=shown))
    if asked["done"]:
        return redirect("timetable:planned_activity", activity_id)
    facts = {**asked, "activity": shown, "in_hours": in_hours}
    return render(request, "timetable/planning/activity.html", facts, status=asked["status"])


@requires(PLAN_SESSIONS)
@writes
def several(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/plusieurs/: the planner's own sessions of a view in its week, several changed at once."""
    planner = person_of(request)
    _form, view = asked_view(request, planner)
    asked = _asked(request, view.in_its_week(planned_sessions(planner)))
    if asked["done"]:
        return redirect(view.address)
    return render(request, "timetable/planning/several.html", {**asked, "view": view}, status=asked["status"])


@requires(PLAN_SESSIONS)
@writes
def series(request: HttpRequest, activity_id: int) -> HttpResponse:
    """An activity placed in several weeks at once."""
    planner = person_of(request)
    placed = get_object_or_404(planned_activities(planner), pk=activity_id)
    periods = periods_of(placed.year_id)
    classes, holidays = spans(periods, PeriodKind.CLASSES), spans(periods, PeriodKind.HOLIDAYS)
    every = sorted({week for weekday in range(1, 7) for week in teaching_weeks(weekday, classes, holidays)})
    present = next((span for span in classes if clock.today() <= span.last), None)
    first = {"first": present.first, "last": present.last} if present else {}
    form = SeriesForm(
        placed, every, request.POST if request.method == "POST" else None, initial={**usual_of(placed), **first}
    )
    refusals: list[dict[str, Any]] = []
    if form.is_valid():
        answers = form.cleaned_data
        teaching = teaching_weeks(answers["weekday"], _within(classes, answers), holidays)
        chosen = [date.fromisoformat(monday) for monday in answers["chosen"]]
        weeks = weeks_of(Rhythm(answers["rhythm"]), teaching, chosen)
        rooms, teachers, groups = form.held()
        try:
            done = place_series(
                placed,
                Weekly(answers["weekday"], answers["starts"], answers["minutes"], tuple(weeks)),
                rooms=rooms,
                teachers=teachers,
                groups=groups,
                by=planner,
                reason=answers["reason"],
                keep_what_can=answers["keep_what_can"],
            )
        except SeveralRefused as refused:
            refusals = refusals_in_words(refused)
        else:
            _say_placed(request, done)
            return redirect("timetable:planned_activity", activity_id)
    facts = {"activity": placed, "form": form, "refusals": refusals}
    return render(request, "timetable/planning/series.html", facts, status=422 if form.errors or refusals else 200)


@requires(PLAN_SESSIONS)
@writes
def undo(request: HttpRequest) -> HttpResponse:
    """Take back one's last gesture."""
    planner = person_of(request)
    back = request.POST.get("suite", "")
    if request.method == "POST":
        try:
            taken_back = undo_last(by=planner)
        except ChangedMeanwhile:
            messages.error(request, changed_by(last_gesture(planner)[0].session))
        except AlreadyPublished:
            messages.error(request, _("Une séance créée a été publiée depuis : annulez-la plutôt."))
        except PlacementRefused as refused:
            for _conflict, words in explained(refused.conflicts):
                messages.error(request, words)
        else:
            if taken_back:
                count = len(taken_back)
                messages.success(
                    request,
                    ngettext(
                        "%(n)s séance est revenue à son état précédent.",
                        "%(n)s séances sont revenues à leur état précédent.",
                        count,
                    )
                    % {"n": count},
                )
            else:
                messages.info(request, _("Il n’y a rien à défaire."))
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else "timetable:planning")


def _asked(request: HttpRequest, found: QuerySet[Session]) -> dict[str, Any]:
    """These sessions, and what was asked to be done to some of them: whether it is done, or why nothing was."""
    sessions = list(found)
    named = [(session.pk, f"{short_name(session)} · {session_in_words(session)}") for session in sessions]
    form = SeveralForm(named, request.POST if request.method == "POST" else None)
    refusals: list[dict[str, Any]] = []
    chosen = (
        [session for session in sessions if str(session.pk) in form.cleaned_data["sessions"]] if form.is_valid() else []
    )
    if chosen and form.cleaned_data["change"] == Change.PUBLISH:
        _refuse_exams(form, chosen)
    if form.is_valid():
        try:
            _change(request, chosen, form.cleaned_data)
        except SeveralRefused as refused:
            refusals = refusals_in_words(refused)
        else:
            return {"done": True}
    waiting = unpublished(Session.objects.filter(pk__in=[session.pk for session in sessions]))
    return {
        "done": False,
        "sessions": sessions,
        "unpublished": set(waiting.values_list("pk", flat=True)),
        "form": form,
        "refusals": refusals,
        "status": 422 if form.errors or refusals else 200,
    }


def _refuse_exams(form: SeveralForm, chosen: list[Session]) -> None:
    """Exams to sit are published apart: nobody is summoned without a seat."""
    exams = [each for each in chosen if each.activity.kind == ActivityKind.EXAM and each.cancelled_at is None]
    if exams:
        said = _(
            "Un examen se publie depuis « Examens à organiser », quand chacun y a une place. Décochez : %(exams)s."
        )
        names = ", ".join(f"{short_name(each)} ({session_in_words(each)})" for each in exams)
        form.add_error("sessions", said % {"exams": names})


def _change(request: HttpRequest, chosen: list[Session], answers: dict[str, Any]) -> None:
    planner, reason = person_of(request), answers["reason"]
    count = len(chosen)
    said = ngettext("%(n)s séance est modifiée.", "%(n)s séances sont modifiées.", count)
    if answers["change"] == Change.MOVE:
        move_several(chosen, days=answers["days"], by=planner, reason=reason)
    elif answers["change"] == Change.ROOMS:
        give_rooms(chosen, [room.pk for room in answers["rooms"]], by=planner, reason=reason)
    elif answers["change"] == Change.CANCEL:
        cancel_several(chosen, by=planner, reason=reason)
        said = ngettext("%(n)s séance est annulée.", "%(n)s séances sont annulées.", count)
    else:
        publish_drafts([session.pk for session in chosen], by=planner)
        said = ngettext("%(n)s séance est publiée.", "%(n)s séances sont publiées.", count)
    messages.success(request, said % {"n": count})


def _within(classes: list[Span], answers: dict[str, Any]) -> list[Span]:
    """The part of the periods of classes between the two days that were given."""
    cut = [Span(max(span.first, answers["first"]), min(span.last, answers["last"])) for span in classes]
    return [span for span in cut if span.first <= span.last]


def _say_placed(request: HttpRequest, done: PlacedSeries) -> None:
    said = ngettext("%(n)s séance est placée.", "%(n)s séances sont placées.", done.count)
    (messages.success if done.count else messages.warning)(request, said % {"n": done.count})
    if done.refusals:
        left = ngettext("%(n)s semaine n’a pas pu l’être.", "%(n)s semaines n’ont pas pu l’être.", len(done.refusals))
        messages.warning(request, left % {"n": len(done.refusals)})
