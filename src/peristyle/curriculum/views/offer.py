"""Officers' pages: the offer of a year, étape by étape."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from peristyle.curriculum.actions.offer.copy_year import copy_year
from peristyle.curriculum.actions.offer.link_unit import Circular
from peristyle.curriculum.actions.students.apply_offer import apply_offer_later
from peristyle.curriculum.models import AcademicYear, ChoiceWindow, StudiedStep
from peristyle.curriculum.queries import (
    copy_to_make,
    current_year_number,
    load_tree,
    managed_steps,
    maquette_lines,
    offered_steps,
)
from peristyle.curriculum.rules.capabilities import MANAGE_OFFER
from peristyle.curriculum.rules.maquette_rows import COLUMNS
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.permissions import scopes
from peristyle.kernel.spreadsheets import csv_file
from peristyle.kernel.transactions import reads, writes


@requires(MANAGE_OFFER)
@reads
def offer(request: HttpRequest) -> HttpResponse:
    """/gestion/offre/: the étapes of one's composantes, in the present year or the one asked for."""
    years = list(AcademicYear.objects.values_list("number", flat=True))
    asked = request.GET.get("annee", "")
    year = next((each for each in years if str(each) == asked), current_year_number())
    steps = offered_steps(person_of(request), year)
    return render(request, "curriculum/offer/index.html", {"year": year, "years": years, "steps": steps})


@requires(MANAGE_OFFER)
@reads
def step(request: HttpRequest, year: int, step_id: int) -> HttpResponse:
    """An étape in a year: its whole tree."""
    shown = get_object_or_404(managed_steps(person_of(request)), pk=step_id)
    get_object_or_404(AcademicYear, number=year)
    facts = {
        "step": shown,
        "year": year,
        "tree": load_tree(shown, year),
        "windows": ChoiceWindow.objects.filter(step=shown, year=year).select_related("unit"),
        "students": StudiedStep.objects.filter(step=shown, year=year, withdrawn_at=None).count(),
        "mine": scopes(person_of(request), MANAGE_OFFER),
    }
    return render(request, "curriculum/offer/step.html", facts)


@requires(MANAGE_OFFER)
@writes
def apply(request: HttpRequest, year: int, step_id: int) -> HttpResponse:
    """Bring the students of an étape up to date with what it offers now."""
    if request.method != "POST":
        raise Http404
    shown = get_object_or_404(managed_steps(person_of(request)), pk=step_id)
    apply_offer_later.enqueue(shown.pk, year)
    messages.success(request, _("Les inscriptions de cette étape sont en cours de mise à jour."))
    return redirect("curriculum:step", year, step_id)


@requires(MANAGE_OFFER)
@writes
def copy(request: HttpRequest, year: int) -> HttpResponse:
    """Copy a year to the next, once one has seen what that adds."""
    get_object_or_404(AcademicYear, number=year)
    officer = person_of(request)
    held = scopes(officer, MANAGE_OFFER)
    if request.method == "POST":
        try:
            copied = copy_year(year, year + 1, held, by=officer)
        except Circular as circular:
            messages.error(request, _("Rien n’a été copié : un élément se contiendrait lui-même (%s).") % circular)
            return redirect("curriculum:copy", year)
        messages.success(request, _("Copie terminée : %(count)s places d’éléments.") % {"count": len(copied.links)})
        return redirect(f"{reverse('curriculum:offer')}?annee={year + 1}")
    return render(request, "curriculum/offer/copy.html", {"year": year, "copy": copy_to_make(year, year + 1, held)})


@requires(MANAGE_OFFER)
@reads
def export(request: HttpRequest, year: int) -> HttpResponse:
    """The maquettes of one's étapes as a file that can be imported again; of one étape, if it is named."""
    asked = request.GET.get("etape", "")
    steps = [each for each in managed_steps(person_of(request)) if asked in {"", f"{each.code}-{each.version}"}]
    name = f"maquettes-{year}{f'-{asked}' if asked and steps else ''}"
    return csv_file(name, COLUMNS, maquette_lines(steps, year))
