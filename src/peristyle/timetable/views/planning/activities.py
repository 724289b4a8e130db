"""Activities: what is due, and their sessions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.curriculum.public import AcademicYear, GroupTeacher, current_year_number
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import writes
from peristyle.people.public import Person
from peristyle.timetable.actions.planning.save_activity import HasSessions, remove_activity, save_activity
from peristyle.timetable.forms.planning.activities import ActivityForm, EventForm
from peristyle.timetable.models import Activity
from peristyle.timetable.queries.planning.scope import planned_activities, planned_components, planned_units
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.sessions import ActivityKind


@requires(PLAN_SESSIONS)
@writes
def new(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Classes or an exam of a unit, to be placed."""
    unit = get_object_or_404(planned_units(person_of(request)), code=code)
    kind = request.GET.get("type", ActivityKind.TD)
    fresh = Activity(
        year=get_object_or_404(AcademicYear, number=year), unit=unit, component_id=unit.component_id, kind=kind
    )
    return _form_page(request, fresh)


@requires(PLAN_SESSIONS)
@writes
def new_event(request: HttpRequest) -> HttpResponse:
    """Something that holds a room and is no class."""
    year = get_object_or_404(AcademicYear, number=current_year_number())
    return _form_page(request, Activity(year=year, kind=ActivityKind.EVENT))


@requires(PLAN_SESSIONS)
@writes
def change(request: HttpRequest, activity_id: int) -> HttpResponse:
    """What is due, changed."""
    return _form_page(request, get_object_or_404(planned_activities(person_of(request)), pk=activity_id))


@requires(PLAN_SESSIONS)
@writes
def remove(request: HttpRequest, activity_id: int) -> HttpResponse:
    """An activity without sessions is no longer due."""
    planner = person_of(request)
    gone = get_object_or_404(planned_activities(planner), pk=activity_id)
    if request.method != "POST":
        return redirect("timetable:planned_activity", activity_id)
    try:
        remove_activity(gone, by=planner)
    except HasSessions:
        messages.error(request, _("Des séances existent : supprimez ou annulez-les d’abord."))
        return redirect("timetable:planned_activity", activity_id)
    messages.success(request, _("L’activité est supprimée."))
    return redirect("timetable:planning")


def _form_page(request: HttpRequest, activity: Activity) -> HttpResponse:
    planner = person_of(request)
    given: Any = request.POST if request.method == "POST" else None
    if activity.unit is None:
        form: ActivityForm = EventForm(activity, planned_components(planner), given)
    else:
        form = ActivityForm(activity, _teachers(activity), given)
    if form.is_valid():
        described, groups, teachers = form.answered()
        save_activity(described, groups=groups, teachers=teachers, by=planner)
        messages.success(request, _("L’activité est enregistrée."))
        return redirect("timetable:planned_activity", described.pk)
    facts = {"activity": activity, "form": form}
    return render(request, "timetable/planning/activity_form.html", facts, status=422 if form.errors else 200)


def _teachers(activity: Activity) -> list[Person]:
    """Who teaches the activity already, or a group of its unit."""
    taught = GroupTeacher.objects.filter(group__unit=activity.unit, group__year=activity.year).select_related("person")
    people = {each.person_id: each.person for each in taught}
    if activity.pk:
        people |= {person.pk: person for person in activity.teachers.all()}
    return sorted(people.values(), key=lambda person: person.display_name)
