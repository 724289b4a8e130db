"""Officers' pages: admissions by file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from peristyle.enrolment.actions.request_import import request_import
from peristyle.enrolment.forms import AdmissionsForm
from peristyle.enrolment.queries import imports_visible_to
from peristyle.enrolment.rules.capabilities import IMPORT_ADMISSIONS
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.ui.imports import imports_page, progress_part, report_page


@requires(IMPORT_ADMISSIONS)
@writes
def admissions(request: HttpRequest) -> HttpResponse:
    """Bring a file of admissions; see what became of former ones."""
    if request.method != "POST":
        return _page(request, AdmissionsForm())
    form = AdmissionsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    file = form.cleaned_data["file"]
    all_or_nothing = form.cleaned_data["all_or_nothing"]
    taken = request_import(file.read(), file.name, all_or_nothing=all_or_nothing, by=person_of(request))
    return redirect("enrolment:admission_import", import_id=taken.pk)


@requires(IMPORT_ADMISSIONS)
@reads
def admission_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """An import: how far it is, then its report."""
    taken = get_object_or_404(imports_visible_to(person_of(request)), pk=import_id)
    return report_page(request, "enrolment/admissions/import.html", taken)


@requires(IMPORT_ADMISSIONS)
@reads
def import_progress(request: HttpRequest, import_id: int) -> HttpResponse:
    """What htmx asks every second while an import runs."""
    return progress_part(request, get_object_or_404(imports_visible_to(person_of(request)), pk=import_id))


def _page(request: HttpRequest, form: AdmissionsForm, *, status: int = 200) -> HttpResponse:
    imports = imports_visible_to(person_of(request))
    return imports_page(request, "enrolment/admissions/list.html", form, imports, status=status)
