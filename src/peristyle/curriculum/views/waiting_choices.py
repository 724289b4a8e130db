"""Officers' pages: choices that wait, and what a student takes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.curriculum.actions.students.give_unit import AlreadyTaken, give_unit
from peristyle.curriculum.actions.students.refuse_choice import NotWaiting, refuse_choice
from peristyle.curriculum.actions.students.take_back_unit import take_back_unit
from peristyle.curriculum.actions.students.validate_choices import validate_choices
from peristyle.curriculum.forms.students import GivenUnitForm, RefusalForm, WaitingForm
from peristyle.curriculum.models import Nature, TeachingUnit
from peristyle.curriculum.queries import (
    choices_waiting_for,
    current_year_number,
    given_units_of,
    own_units,
    students_visible_to,
)
from peristyle.curriculum.rules.capabilities import VALIDATE_CHOICES
from peristyle.kernel import clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import writes

PER_PAGE = 50


@requires(VALIDATE_CHOICES)
@writes
def waiting_choices(request: HttpRequest) -> HttpResponse:
    """What students have chosen and waits for a yes or a no; those that are ticked are validated together."""
    officer = person_of(request)
    waiting = choices_waiting_for(officer)
    if "tout" in request.POST:
        return _validated(request, validate_choices(waiting, by=officer))
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    form = WaitingForm(shown, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _validated(request, validate_choices(waiting.filter(pk__in=form.cleaned_data["choices"]), by=officer))
    return render(
        request,
        "curriculum/choices/waiting.html",
        {"page": page, "shown": shown, "form": form},
        status=422 if form.errors else 200,
    )


@requires(VALIDATE_CHOICES)
@writes
def refuse(request: HttpRequest, choice_id: int) -> HttpResponse:
    """Refuse a choice, with a reason that the student receives."""
    officer = person_of(request)
    choice = get_object_or_404(choices_waiting_for(officer), pk=choice_id)
    form = RefusalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            refuse_choice(choice, form.cleaned_data["reason"], by=officer)
        except NotWaiting:
            messages.error(request, _("Ce choix n’attend plus."))
        else:
            messages.success(request, _("Le choix est refusé : la personne est prévenue."))
        return redirect("curriculum:waiting_choices")
    page = {"choice": choice, "form": form}
    return render(request, "curriculum/choices/refuse.html", page, status=422 if form.errors else 200)


@requires(VALIDATE_CHOICES)
@writes
def student(request: HttpRequest, number: str) -> HttpResponse:
    """What a student takes; give them a debt or a unit in advance."""
    officer = person_of(request)
    shown = get_object_or_404(students_visible_to(officer), student_number=number)
    own = own_units(shown, current_year_number(), clock.now())
    form = GivenUnitForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and own.year is not None:
        unit = TeachingUnit.objects.filter(code=form.cleaned_data["code"].upper()).first()
        if unit is None:
            form.add_error("code", _("Aucun élément n’a ce code."))
        else:
            try:
                give_unit(shown, unit, own.year, Nature(form.cleaned_data["nature"]), by=officer)
            except AlreadyTaken:
                form.add_error("code", _("Cet élément est déjà suivi cette année."))
            else:
                return redirect("curriculum:student", number)
    page: dict[str, Any] = {"student": shown, "own": own, "form": form}
    return render(request, "curriculum/choices/student.html", page, status=422 if form.errors else 200)


@requires(VALIDATE_CHOICES)
@writes
def take_back(request: HttpRequest, number: str, enrolment_id: int) -> HttpResponse:
    """Take a debt or a unit in advance back."""
    officer = person_of(request)
    shown = get_object_or_404(students_visible_to(officer), student_number=number)
    given = get_object_or_404(given_units_of(shown), pk=enrolment_id)
    if request.method != "POST":
        raise Http404
    take_back_unit(given, by=officer)
    return redirect("curriculum:student", number)


def _validated(request: HttpRequest, count: int) -> HttpResponse:
    messages.success(
        request, ngettext("%(count)s choix est validé.", "%(count)s choix sont validés.", count) % {"count": count}
    )
    return redirect("curriculum:waiting_choices")
