"""The planning of a composante: what is due, what waits."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode

from peristyle.curriculum.public import AcademicYear, Step, TeachingUnit, current_year_number, load_trees
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads
from peristyle.timetable.forms.planning.board import BoardFilters
from peristyle.timetable.queries.bookings import bookings_waiting
from peristyle.timetable.queries.planning.board import dues_of, units_to_complete
from peristyle.timetable.queries.planning.drafts import count_of_drafts_waiting
from peristyle.timetable.queries.planning.history import last_gesture
from peristyle.timetable.queries.planning.scope import activities_of_unit, planned_steps, planned_units
from peristyle.timetable.queries.requests import requests_waiting
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.durations import in_hours

UNITS_PER_PAGE = 25


@requires(PLAN_SESSIONS)
@reads
def home(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/: what is due and placed unit by unit, what waits, the last gesture."""
    planner = person_of(request)
    steps = list(planned_steps(planner))
    form = BoardFilters(AcademicYear.objects.all(), steps, request.GET, present=current_year_number())
    asked = form.cleaned_data if form.is_valid() else {}
    year = asked.get("annee") or current_year_number()
    step = next((each for each in steps if str(each.pk) == asked.get("etape")), None)
    found = units_with_classes(planned_units(planner), year, step=step, typed=asked.get("q", ""))
    if asked.get("etat"):
        found = found.filter(pk__in=units_to_complete(list(found), year))
    page = Paginator(found, UNITS_PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "year": year,
        "page": page,
        "dues": dues_of(list(page), year),
        "drafts": count_of_drafts_waiting(planner),
        "requests": requests_waiting(planner),
        "bookings": bookings_waiting(planner),
        "gesture": last_gesture(planner),
        "in_hours": in_hours,
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    return render(request, "timetable/planning/home.html", facts, status=422 if form.errors else 200)


@requires(PLAN_SESSIONS)
@reads
def unit(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """A unit in a year: what is due to each group, and its activities."""
    shown = get_object_or_404(planned_units(person_of(request)), code=code)
    facts = {
        "unit": shown,
        "year": get_object_or_404(AcademicYear, number=year),
        "dues": dues_of([shown], year),
        "activities": activities_of_unit(shown, year),
        "in_hours": in_hours,
    }
    return render(request, "timetable/planning/unit.html", facts)


def units_with_classes(
    units: QuerySet[TeachingUnit], year: int, *, step: Step | None = None, typed: str = ""
) -> QuerySet[TeachingUnit]:
    """Those of these units with classes in a year: of an étape, and whose code or name has these words."""
    found = units.filter(
        Q(offerings__cm_minutes__gt=0) | Q(offerings__td_minutes__gt=0) | Q(offerings__tp_minutes__gt=0),
        offerings__year=year,
    )
    if step is not None:
        found = found.filter(pk__in=load_trees([step], year)[step.pk].units)
    for word in typed.split():
        found = found.filter(Q(code__icontains=word) | Q(name_fr__icontains=word))
    return found
