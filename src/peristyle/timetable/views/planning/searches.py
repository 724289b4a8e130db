"""Searches that place what is left: asked for, followed, stopped, applied."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.curriculum.public import AcademicYear, PeriodKind, Step, TeachingUnit, current_year_number
from peristyle.kernel import clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.placing.apply_search import NotToApply, ReasonWanted, apply_search
from peristyle.timetable.actions.placing.ask_search import NothingToPlace, ask_search
from peristyle.timetable.actions.placing.stop_search import stop_search
from peristyle.timetable.forms.planning.searches import ApplyForm, MissingFilters, SearchForm
from peristyle.timetable.models import PlacementSearch
from peristyle.timetable.queries.placing import words
from peristyle.timetable.queries.placing.missing import Missing, TooManyMissing, missing_of
from peristyle.timetable.queries.placing.searches import counts_of, proposals_of, searches_of, with_counts
from peristyle.timetable.queries.planning.history import last_gesture
from peristyle.timetable.queries.planning.scope import planned_steps
from peristyle.timetable.queries.planning.weeks import periods_of, spans
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.placing.states import SearchState

PER_PAGE = 20
WEEKLIES_PER_PAGE = 50


@requires(PLAN_SESSIONS)
@reads
def searches(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/recherches/: what was searched lately, and how it stands."""
    found = with_counts(searches_of(person_of(request)))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "timetable/planning/searches.html", {"page": page})


@requires(PLAN_SESSIONS)
@writes
def new_search(request: HttpRequest) -> HttpResponse:
    """What is left to place, chosen, and the days between which it is."""
    planner = person_of(request)
    steps = {str(step.pk): step for step in planned_steps(planner)}
    filters = MissingFilters(
        AcademicYear.objects.all(), steps.values(), request.GET or {"annee": current_year_number()}
    )
    asked = filters.cleaned_data if filters.is_valid() else {}
    year = asked.get("annee") or current_year_number()
    step, units = steps.get(asked.get("etape", "")), asked.get("elements", [])
    missing: list[Missing] = []
    too_many = 0
    try:
        missing = missing_of(planner, year, step=step, units=units) if filters.is_valid() else []
    except TooManyMissing as crowd:
        too_many = crowd.count
    form = SearchForm(
        missing,
        request.POST if request.method == "POST" else None,
        today=clock.today(),
        initial={"activities": [str(each.activity.pk) for each in missing], **_coming_classes(year)},
    )
    if form.is_valid():
        return _begin(request, form, _label(step, units, form.chosen()))
    facts = {"filters": filters, "form": form, "missing": missing, "too_many": too_many}
    return render(request, "timetable/planning/new_search.html", facts, status=422 if form.errors else 200)


@requires(PLAN_SESSIONS)
@reads
def search(request: HttpRequest, search_id: int) -> HttpResponse:
    """/gestion/planning/recherches/…/: how far a search is, and what it proposes so far."""
    shown = get_object_or_404(searches_of(person_of(request)), pk=search_id)
    return _search_page(request, shown, ApplyForm())


@requires(PLAN_SESSIONS)
@reads
def search_progress(request: HttpRequest, search_id: int) -> HttpResponse:
    """What htmx asks every second while something goes on; at its end the whole page is shown again."""
    shown = get_object_or_404(searches_of(person_of(request)), pk=search_id)
    if not shown.moves_on:
        return HttpResponse(headers={"HX-Refresh": "true"})
    facts = {"search": shown, "counts": counts_of(shown)}
    return render(request, "timetable/planning/search_progress.html", facts)


@requires(PLAN_SESSIONS)
@writes
def stop(request: HttpRequest, search_id: int) -> HttpResponse:
    """Leave a search where it is."""
    planner = person_of(request)
    stopped = get_object_or_404(searches_of(planner), pk=search_id)
    if request.method == "POST" and stop_search(stopped, by=planner):
        messages.success(request, _("La recherche est arrêtée : voici ce qu’elle a trouvé."))
    return redirect("timetable:search", search_id)


@requires(PLAN_SESSIONS)
@writes
def apply(request: HttpRequest, search_id: int) -> HttpResponse:
    """What was found becomes drafts, all at once."""
    planner = person_of(request)
    applied = get_object_or_404(searches_of(planner), pk=search_id)
    form = ApplyForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            apply_search(applied, by=planner, reason=form.cleaned_data["reason"])
        except ReasonWanted:
            form.add_error(
                "reason", _("Des places proposées appellent une réserve : dites pourquoi vous passez outre.")
            )
            return _search_page(request, applied, form)
        except NotToApply:
            messages.info(request, _("Cette recherche n’est pas terminée, ou elle a déjà été appliquée."))
    return redirect("timetable:search", search_id)


def _begin(request: HttpRequest, form: SearchForm, label: str) -> HttpResponse:
    answers = form.cleaned_data
    try:
        begun = ask_search(
            form.chosen(),
            label=label,
            first_day=answers["first_day"],
            last_day=answers["last_day"],
            may_move=answers["may_move"],
            by=person_of(request),
        )
    except NothingToPlace:
        messages.info(request, _("Tout est déjà placé."))
        return redirect("timetable:new_search")
    return redirect("timetable:search", begun.pk)


def _search_page(request: HttpRequest, shown: PlacementSearch, form: ApplyForm) -> HttpResponse:
    proposals = list(proposals_of(shown))
    gesture = last_gesture(person_of(request)) if shown.state == SearchState.APPLIED else []
    together = words.weeklies(proposals)
    facts = {
        "search": shown,
        "counts": counts_of(shown),
        "page": Paginator(together, WEEKLIES_PER_PAGE).get_page(request.GET.get("page")),
        "moves": words.moves(proposals),
        "left": words.left(proposals),
        "refused": words.refused(proposals),
        "applied": sum(proposal.placed_id is not None for proposal in proposals),
        "reserves": sorted({reserve for each in together for reserve in each.reserves}),
        "gesture": gesture if gesture and gesture[0].batch == shown.batch else [],
        "form": form,
    }
    return render(request, "timetable/planning/search.html", facts, status=422 if form.errors else 200)


def _coming_classes(year: int) -> dict[str, date]:
    """The next semester of a year if there is one to come, else what is left of the present one."""
    classes = spans(periods_of(year), PeriodKind.CLASSES)
    coming = [span for span in classes if span.last > clock.today()]
    chosen = next((span for span in coming if span.first > clock.today()), coming[0] if coming else None)
    return {"first_day": max(chosen.first, clock.today()), "last_day": chosen.last} if chosen else {}


def _label(step: Step | None, units: list[TeachingUnit], chosen: list[Missing]) -> str:
    """What a search is called: by what was chosen, else by its first activities."""
    named: list[Any] = [*([step] if step else []), *(unit.code for unit in units)]
    named = named or list(dict.fromkeys(f"{each.activity.kind} {each.activity.code}" for each in chosen))
    told = ", ".join(str(each) for each in named[:4])
    return f"{told}…" if named[4:] else told
