"""Planners' pages: timetables that come from elsewhere."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from peristyle.curriculum.public import AcademicYear, current_year_number
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.importing.previewing import NotWaiting, sample
from peristyle.kernel.importing.problems import sentence
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.imports.bring_timetable import (
    bring_file,
    bring_from_tool,
    confirm_timetable,
    give_up_timetable,
)
from peristyle.timetable.adapters import planning_tool
from peristyle.timetable.forms.imports import TimetableForm, ToolForm
from peristyle.timetable.models import TimetableImport
from peristyle.timetable.ports import ToolUnreadable
from peristyle.timetable.queries.imports.known import imports_visible_to
from peristyle.timetable.queries.planning.scope import planned_components
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.imports.problems import NOT_READ
from peristyle.timetable.rules.imports.rows import LAYOUT
from peristyle.ui.imports import imports_page, progress_part, report_page


@requires(PLAN_SESSIONS)
@writes
def timetables(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/imports/: bring a file; see what became of former ones."""
    if request.method != "POST":
        return _page(request, _form(request))
    form = _form(request)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            taken = bring_file(
                answers["file"].read(),
                answers["file"].name,
                year=answers["year"],
                component=answers["component"],
                all_or_nothing=answers["all_or_nothing"],
                by=person_of(request),
            )
        except ToolUnreadable as unreadable:
            form.add_error("file", sentence(NOT_READ, unreadable.code, column="", value=""))
        else:
            return redirect("timetable:timetable_import", import_id=taken.pk)
    return _page(request, form, status=422)


@requires(PLAN_SESSIONS)
@writes
def from_tool(request: HttpRequest) -> HttpResponse:
    """Read what the other tool of the house says now."""
    if request.method != "POST" or planning_tool() is None:
        raise Http404
    form = ToolForm(request.POST, **_offered(request))
    if not form.is_valid():
        return redirect("timetable:imports")
    taken = bring_from_tool(by=person_of(request), **form.cleaned_data)
    return redirect("timetable:timetable_import", import_id=taken.pk)


@requires(PLAN_SESSIONS)
@reads
def timetable_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """A timetable: what it would change, how far it is, then its report."""
    taken = _found(request, import_id)
    lines = sample(taken, LAYOUT) if taken.awaits_word else ()
    return report_page(request, "timetable/imports/import.html", taken, lines)


@requires(PLAN_SESSIONS)
@writes
def confirm(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take in what was looked at; a second click finds it under way."""
    taken = _posted(request, import_id)
    try:
        confirm_timetable(taken, by=person_of(request))
    except NotWaiting:
        messages.info(request, _("Ce fichier n’est pas, ou plus, à confirmer."))
    return redirect("timetable:timetable_import", import_id=import_id)


@requires(PLAN_SESSIONS)
@writes
def give_up(request: HttpRequest, import_id: int) -> HttpResponse:
    """Forget what was looked at."""
    taken = _posted(request, import_id)
    try:
        give_up_timetable(taken, by=person_of(request))
        messages.success(request, _("Le fichier est abandonné : rien n’en a été importé."))
    except NotWaiting:
        messages.info(request, _("Ce fichier n’est pas, ou plus, à confirmer."))
    return redirect("timetable:imports")


@requires(PLAN_SESSIONS)
@reads
def progress(request: HttpRequest, import_id: int) -> HttpResponse:
    """What htmx asks every second while an import runs."""
    return progress_part(request, _found(request, import_id))


def _posted(request: HttpRequest, import_id: int) -> TimetableImport:
    if request.method != "POST":
        raise Http404
    return _found(request, import_id)


def _found(request: HttpRequest, import_id: int) -> TimetableImport:
    return get_object_or_404(imports_visible_to(person_of(request)), pk=import_id)


def _offered(request: HttpRequest) -> dict[str, Any]:
    return {
        "years": AcademicYear.objects.filter(number__gte=current_year_number()).order_by("number"),
        "components": planned_components(person_of(request)),
    }


def _form(request: HttpRequest) -> TimetableForm:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    return TimetableForm(*given, **_offered(request))


def _page(request: HttpRequest, form: TimetableForm, *, status: int = 200) -> HttpResponse:
    imports = imports_visible_to(person_of(request))
    tool = ToolForm(auto_id="tool_%s", **_offered(request)) if planning_tool() else None
    return imports_page(request, "timetable/imports/list.html", form, imports, status=status, tool=tool)
