"""Officers' pages: maquettes by file."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.curriculum.actions.offer.import_maquettes import (
    carry_out_maquettes,
    preview_maquettes,
    take_maquettes,
)
from peristyle.curriculum.forms.offer import MaquettesForm
from peristyle.curriculum.models import MaquetteImport
from peristyle.curriculum.queries import current_year_number, maquette_imports
from peristyle.curriculum.rules.capabilities import MANAGE_OFFER
from peristyle.curriculum.rules.maquette_plan import Change
from peristyle.curriculum.rules.maquette_problems import SENTENCES
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.importing.problems import sentence
from peristyle.kernel.permissions import scopes
from peristyle.kernel.transactions import reads, writes
from peristyle.ui.imports import imports_page, report_page

SHOWN = 200


@requires(MANAGE_OFFER)
@writes
def maquettes(request: HttpRequest) -> HttpResponse:
    """Bring a file of maquettes; see what became of former ones."""
    present = current_year_number()
    years = [present, present + 1]
    form = MaquettesForm(years, *((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        file = form.cleaned_data["file"]
        taken = take_maquettes(file.read(), file.name, form.cleaned_data["year"], by=person_of(request))
        return redirect("curriculum:maquette", taken.pk)
    template = "curriculum/offer/maquettes.html"
    return imports_page(request, template, form, _visible(request), status=422 if form.errors else 200)


@requires(MANAGE_OFFER)
@reads
def maquette(request: HttpRequest, import_id: int) -> HttpResponse:
    """A file: what it would change, then what it has."""
    taken = get_object_or_404(_visible(request), pk=import_id)
    if taken.finished_at:
        return report_page(request, "curriculum/offer/maquette.html", taken)
    preview = preview_maquettes(taken)
    problems = [
        (each.line, sentence(SENTENCES, each.code, column=each.column, value=each.value)) for each in preview.problems
    ]
    changes_first = sorted(preview.lines, key=lambda line: line.change == Change.UNCHANGED)
    page = {
        "taken": taken,
        "lines": changes_first[:SHOWN],
        "counts": {change.value: preview.count(change) for change in Change},
        "total": len(preview.lines),
        "problems": problems[:SHOWN],
        "refused": len(problems),
    }
    return render(request, "curriculum/offer/preview.html", page)


@requires(MANAGE_OFFER)
@writes
def import_maquette(request: HttpRequest, import_id: int) -> HttpResponse:
    """Import a file that was looked at."""
    if request.method != "POST":
        raise Http404
    taken = carry_out_maquettes(get_object_or_404(_visible(request), pk=import_id))
    if not taken.gave_up:
        messages.success(request, _("La maquette est importée."))
    return redirect("curriculum:maquette", taken.pk)


def _visible(request: HttpRequest) -> QuerySet[MaquetteImport]:
    officer = person_of(request)
    return maquette_imports(scopes(officer, MANAGE_OFFER), officer.pk)
