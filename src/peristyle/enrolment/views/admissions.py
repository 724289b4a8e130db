"""Officers' pages: admissions by file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from peristyle.enrolment.actions.carry_out_import import confirm_import, untold
from peristyle.enrolment.actions.request_import import request_import
from peristyle.enrolment.import_forms import AdmissionsForm
from peristyle.enrolment.queries import imports_visible_to, steps_within
from peristyle.enrolment.rules.capabilities import IMPORT_ADMISSIONS
from peristyle.enrolment.views.confirming import give_up_file, import_file
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.importing.previewing import sample
from peristyle.kernel.transactions import reads, writes
from peristyle.ui.imports import imports_page, progress_part, report_page


@requires(IMPORT_ADMISSIONS)
@writes
def admissions(request: HttpRequest) -> HttpResponse:
    """Bring a file of admissions; see what became of former ones."""
    steps = steps_within(person_of(request), IMPORT_ADMISSIONS)
    if request.method != "POST":
        return _page(request, AdmissionsForm(steps=steps))
    form = AdmissionsForm(request.POST, request.FILES, steps=steps)
    if not form.is_valid():
        return _page(request, form, status=422)
    answers = form.cleaned_data
    taken = request_import(
        answers["file"].read(),
        answers["file"].name,
        all_or_nothing=answers["all_or_nothing"],
        by=person_of(request),
        untold_origin=answers["origin"],
        untold_step=answers["step"],
    )
    return redirect("enrolment:admission_import", import_id=taken.pk)


@requires(IMPORT_ADMISSIONS)
@reads
def admission_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """An import: what it would change, how far it is, then its report."""
    taken = get_object_or_404(imports_visible_to(person_of(request)), pk=import_id)
    lines = sample(taken, untold(taken).layout) if taken.awaits_word else ()
    return report_page(request, "enrolment/admissions/import.html", taken, lines)


@requires(IMPORT_ADMISSIONS)
@writes
def confirm_admissions(request: HttpRequest, import_id: int) -> HttpResponse:
    """Import admissions that were looked at."""
    taken = get_object_or_404(imports_visible_to(person_of(request)), pk=import_id)
    return import_file(
        request, lambda: confirm_import(taken, by=person_of(request)), "enrolment:admission_import", taken
    )


@requires(IMPORT_ADMISSIONS)
@writes
def give_up_admissions(request: HttpRequest, import_id: int) -> HttpResponse:
    """Forget admissions that were looked at."""
    taken = get_object_or_404(imports_visible_to(person_of(request)), pk=import_id)
    return give_up_file(request, taken, "enrolment:admissions")


@requires(IMPORT_ADMISSIONS)
@reads
def import_progress(request: HttpRequest, import_id: int) -> HttpResponse:
    """What htmx asks every second while an import runs."""
    return progress_part(request, get_object_or_404(imports_visible_to(person_of(request)), pk=import_id))


def _page(request: HttpRequest, form: AdmissionsForm, *, status: int = 200) -> HttpResponse:
    imports = imports_visible_to(person_of(request))
    return imports_page(request, "enrolment/admissions/list.html", form, imports, status=status)
