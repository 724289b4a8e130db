"""Officers' pages: units, their places, lists to choose from, and when one chooses."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.curriculum.actions.offer.create_unit import create_unit
from peristyle.curriculum.actions.offer.link_unit import (
    AlreadyLinked,
    Circular,
    LinkFacts,
    change_link,
    link_unit,
    unlink_unit,
)
from peristyle.curriculum.actions.offer.save_choice_list import (
    LabelTaken,
    ListFacts,
    change_choice_list,
    create_choice_list,
    remove_choice_list,
)
from peristyle.curriculum.actions.offer.save_unit import OfferingFacts, TooFewPlaces, UnitFacts, save_unit
from peristyle.curriculum.forms.offer import AddUnitForm, ListForm, PlaceForm, UnitForm
from peristyle.curriculum.models import AcademicYear, ChoiceList, Offering, Step, TeachingUnit, UnitLink
from peristyle.curriculum.queries import managed_links, managed_lists, managed_steps, managed_units, places_of
from peristyle.curriculum.rules.capabilities import MANAGE_OFFER
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.permissions import can
from peristyle.kernel.transactions import writes

FORM = "curriculum/offer/form.html"


@requires(MANAGE_OFFER)
@writes
def unit(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """What a unit is, how it is taught in a year, where it stands."""
    officer = person_of(request)
    shown = get_object_or_404(managed_units(officer), code=code)
    get_object_or_404(AcademicYear, number=year)
    offering = Offering.objects.filter(unit=shown, year=year).first() or Offering(unit=shown)
    initial = {name: getattr(shown, name) for name in UnitFacts.__annotations__}
    initial |= {name: getattr(offering, name) for name in OfferingFacts.__annotations__}
    form = UnitForm(_posted(request), initial=initial)
    if form.is_valid():
        answers = form.cleaned_data
        facts = UnitFacts(**{name: answers[name] for name in UnitFacts.__annotations__})
        offered = OfferingFacts(**{name: answers[name] for name in OfferingFacts.__annotations__})
        try:
            save_unit(shown, facts, year, offered, by=officer)
        except TooFewPlaces:
            form.add_error("capacity", _("%(count)s étudiants l’ont déjà choisi.") % {"count": offering.seats_taken})
        else:
            messages.success(request, _("L’élément %(code)s est enregistré.") % {"code": code})
            return redirect("curriculum:unit", year, code)
    page = {"unit": shown, "year": year, "form": form, "offering": offering, "places": places_of(shown, year)}
    return render(request, "curriculum/offer/unit.html", page, status=_status(form))


@requires(MANAGE_OFFER)
@writes
def add_unit(request: HttpRequest, year: int, step_id: int) -> HttpResponse:
    """Put a unit, known or new, under an étape or under one of its units."""
    officer, shown, parent = _place(request, year, step_id)
    lists = tuple(_lists_of(None if parent else shown, parent, year))
    form = AddUnitForm(lists, _posted(request))
    if form.is_valid():
        answers = form.cleaned_data
        known = TeachingUnit.objects.filter(code=answers["code"]).first()
        if known is None and not answers["name_fr"]:
            form.add_error("name_fr", _("Ce code est nouveau : donnez un intitulé."))
        else:
            taken = known or create_unit(
                answers["code"],
                name_fr=answers["name_fr"],
                name_en=answers["name_en"],
                kind=answers["kind"],
                component=parent.component_id if parent else shown.degree.component_id,
                by=officer,
            )
            try:
                link_unit(taken, _link_facts(answers), step=shown, parent=parent, year=year, by=officer)
            except AlreadyLinked:
                form.add_error("code", _("Cet élément est déjà à cette place."))
            except Circular as circular:
                form.add_error("code", _("Cet élément se contiendrait lui-même : %s.") % circular)
            else:
                messages.success(request, _("L’élément %(code)s est placé.") % {"code": taken.code})
                return redirect("curriculum:step", year, step_id)
    title = _("Ajouter un élément sous %(place)s") % {"place": parent or shown}
    return _form_page(request, form, title, step=shown, year=year)


@requires(MANAGE_OFFER)
@writes
def link(request: HttpRequest, year: int, step_id: int, link_id: int) -> HttpResponse:
    """How a unit counts where it stands."""
    officer, shown, _none = _place(request, year, step_id)
    changed = get_object_or_404(managed_links(officer), pk=link_id, year=year)
    initial = {name: getattr(changed, name) for name in ("order", "coefficient_hundredths", "credits_tenths")}
    lists = tuple(_lists_of(changed.step, changed.parent, year))
    form = PlaceForm(lists, _posted(request), initial={**initial, "list": changed.list_id or ""})
    if form.is_valid():
        change_link(changed, _link_facts(form.cleaned_data), by=officer)
        messages.success(request, _("L’élément %(code)s est enregistré.") % {"code": changed.unit.code})
        return redirect("curriculum:step", year, step_id)
    title = _("%(unit)s, sous %(place)s") % {"unit": changed.unit, "place": changed.parent or changed.step}
    return _form_page(request, form, title, step=shown, year=year, link=changed)


@requires(MANAGE_OFFER)
@writes
def unlink(request: HttpRequest, year: int, step_id: int, link_id: int) -> HttpResponse:
    """Take a unit out of its place."""
    officer, _shown, _none = _place(request, year, step_id)
    gone = get_object_or_404(managed_links(officer), pk=link_id, year=year)
    if request.method != "POST":
        raise Http404
    unlink_unit(gone, by=officer)
    messages.success(request, _("L’élément %(code)s n’est plus à cette place.") % {"code": gone.unit.code})
    return redirect("curriculum:step", year, step_id)


@requires(MANAGE_OFFER)
@writes
def add_list(request: HttpRequest, year: int, step_id: int) -> HttpResponse:
    """Make a list to choose from, under an étape or one of its units."""
    officer, shown, parent = _place(request, year, step_id)
    form = ListForm(_posted(request))
    if form.is_valid():
        try:
            create_choice_list(ListFacts(**form.cleaned_data), step=shown, parent=parent, year=year, by=officer)
        except LabelTaken:
            form.add_error("label_fr", _("Une autre liste porte déjà ce nom à cette place."))
        else:
            return redirect("curriculum:step", year, step_id)
    title = _("Ajouter une liste à choix sous %(place)s") % {"place": parent or shown}
    return _form_page(request, form, title, step=shown, year=year)


@requires(MANAGE_OFFER)
@writes
def choice_list(request: HttpRequest, year: int, step_id: int, list_id: int) -> HttpResponse:
    """What a list is called, and how many of its units are taken."""
    officer, shown, _none = _place(request, year, step_id)
    changed = get_object_or_404(managed_lists(officer), pk=list_id, year=year)
    initial = {name: getattr(changed, name) for name in ListFacts.__annotations__}
    form = ListForm(_posted(request), initial=initial)
    if form.is_valid():
        try:
            change_choice_list(changed, ListFacts(**form.cleaned_data), by=officer)
        except LabelTaken:
            form.add_error("label_fr", _("Une autre liste porte déjà ce nom à cette place."))
        else:
            return redirect("curriculum:step", year, step_id)
    return _form_page(request, form, _("Liste « %(label)s »") % {"label": changed}, step=shown, year=year, list=changed)


@requires(MANAGE_OFFER)
@writes
def unlist(request: HttpRequest, year: int, step_id: int, list_id: int) -> HttpResponse:
    """Take a list away: its units become mandatory."""
    officer, _shown, _none = _place(request, year, step_id)
    gone = get_object_or_404(managed_lists(officer), pk=list_id, year=year)
    if request.method != "POST":
        raise Http404
    remove_choice_list(gone, by=officer)
    return redirect("curriculum:step", year, step_id)


def _place(request: HttpRequest, year: int, step_id: int) -> tuple[Any, Step, TeachingUnit | None]:
    """The officer, the étape whose page they come from, and the unit under which something is to stand."""
    officer = person_of(request)
    shown = get_object_or_404(managed_steps(officer), pk=step_id)
    get_object_or_404(AcademicYear, number=year)
    code = request.GET.get("sous")
    return officer, shown, get_object_or_404(managed_units(officer), code=code) if code else None


def _lists_of(step: Step | None, parent: TeachingUnit | None, year: int) -> Any:
    return ChoiceList.objects.filter(step=step, parent=parent, year=year)


def _link_facts(answers: dict[str, Any]) -> LinkFacts:
    return LinkFacts(**{name: answers[name] for name in LinkFacts.__annotations__})


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _status(form: Form) -> int:
    return 422 if form.errors else 200


def _form_page(
    request: HttpRequest,
    form: Form,
    title: str,
    *,
    step: Step,
    year: int,
    link: UnitLink | None = None,
    list: ChoiceList | None = None,  # noqa: A002 — its word on the page
) -> HttpResponse:
    page = {
        "form": form,
        "title": title,
        "step": step,
        "year": year,
        "link": link,
        "list": list,
        "may_add_below": link is not None and can(person_of(request), MANAGE_OFFER, link.unit),
    }
    return render(request, FORM, page, status=_status(form))
