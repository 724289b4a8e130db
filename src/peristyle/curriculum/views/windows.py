"""Officers' page: when the students of an étape choose."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.curriculum.actions.offer.set_window import remove_window, set_window
from peristyle.curriculum.forms.offer import WindowForm
from peristyle.curriculum.models import AcademicYear
from peristyle.curriculum.queries import load_tree, managed_steps, managed_windows
from peristyle.curriculum.rules.capabilities import MANAGE_OFFER
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import writes


@requires(MANAGE_OFFER)
@writes
def windows(request: HttpRequest, year: int, step_id: int) -> HttpResponse:
    """The windows of an étape in a year, and one more."""
    officer = person_of(request)
    step = get_object_or_404(managed_steps(officer), pk=step_id)
    get_object_or_404(AcademicYear, number=year)
    units = {str(link.unit_id): link.unit for link in load_tree(step, year).links.get(None, ())}
    labels = [(key, str(unit)) for key, unit in units.items()]
    form = WindowForm(labels, request.POST if request.method == "POST" else None)
    if form.is_valid():
        answers = form.cleaned_data
        set_window(
            step,
            year,
            units.get(answers["unit"]),
            opens_at=answers["opens_at"],
            closes_at=answers["closes_at"],
            by=officer,
        )
        messages.success(request, _("Les dates sont enregistrées."))
        return redirect("curriculum:windows", year, step_id)
    present = managed_windows(officer).filter(step=step, year=year)
    page = {"step": step, "year": year, "form": form, "windows": present}
    return render(request, "curriculum/offer/windows.html", page, status=422 if form.errors else 200)


@requires(MANAGE_OFFER)
@writes
def close_window(request: HttpRequest, window_id: int) -> HttpResponse:
    """Take a window away."""
    window = get_object_or_404(managed_windows(person_of(request)), pk=window_id)
    if request.method != "POST":
        raise Http404
    step, year = window.step_id, window.year_id
    remove_window(window, by=person_of(request))
    return redirect("curriculum:windows", year, step)
