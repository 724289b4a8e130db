"""Officers' pages: enrolments taken out as files."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.curriculum.public import AcademicYear
from peristyle.enrolment.actions.exports.request_export import request_export
from peristyle.enrolment.adapters import export_files
from peristyle.enrolment.export_forms import ExportForm
from peristyle.enrolment.queries import present_campaign, steps_within
from peristyle.enrolment.queries.exports import exports_of
from peristyle.enrolment.rules.capabilities import EXPORT_ENROLMENTS
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes


@requires(EXPORT_ENROLMENTS)
@writes
def exports(request: HttpRequest) -> HttpResponse:
    """/gestion/scolarite/exports/: choose which enrolments; find the files asked for within a day."""
    officer = person_of(request)
    form = ExportForm(
        request.POST if request.method == "POST" else None,
        years=AcademicYear.objects.order_by("-pk"),
        steps=steps_within(officer, EXPORT_ENROLMENTS),
        initial={"year": present_campaign()},
    )
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "exports": exports_of(officer)}
        return render(request, "enrolment/office/exports.html", context, status=422 if form.is_bound else 200)
    asked = form.cleaned_data
    year, step = form.years[asked["year"]], form.steps.get(asked["step"])
    export = request_export(year, step, asked["state"], asked["layout"], asked["format"], by=officer)
    return redirect("enrolment:export", export_id=export.pk)


@requires(EXPORT_ENROLMENTS)
@reads
def export(request: HttpRequest, export_id: int) -> HttpResponse:
    """An export: how far it is, then its file."""
    shown = get_object_or_404(exports_of(person_of(request)), pk=export_id)
    return render(request, "enrolment/office/export.html", {"export": shown})


@requires(EXPORT_ENROLMENTS)
@reads
def export_progress(request: HttpRequest, export_id: int) -> HttpResponse:
    """What htmx asks every second while a file is made; at its end the whole page is shown again."""
    shown = get_object_or_404(exports_of(person_of(request)), pk=export_id)
    if shown.finished_at:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "enrolment/office/export_progress.html", {"export": shown})


@requires(EXPORT_ENROLMENTS)
@reads
def export_file(request: HttpRequest, export_id: int) -> Any:
    """The file, for whoever asked for it alone."""
    shown = get_object_or_404(exports_of(person_of(request)).exclude(file_name=""), pk=export_id)
    try:
        file = export_files.path_of(shown.file_name).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, as_attachment=True, filename=str(shown), headers={"Cache-Control": "no-store"})
