"""IT's pages: two records that are of one person."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.kernel.access import freshly_proven, person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.people.actions.dismiss_duplicate import dismiss_duplicate
from peristyle.people.actions.merge_persons import NotMergeable, OwnRecord, merge_persons
from peristyle.people.actions.undo_merge import NotUndoable, undo_merge
from peristyle.people.forms import TwoRecordsForm
from peristyle.people.models import Merge, Person
from peristyle.people.personal_data import TABLES
from peristyle.people.queries import Preview, columns, merges, possible_duplicates, preview_of_merge
from peristyle.people.rules.capabilities import MERGE_DUPLICATES
from peristyle.people.words import RESEMBLANCES

PER_PAGE = 20


@requires(MERGE_DUPLICATES)
@writes
def duplicates(request: HttpRequest) -> HttpResponse:
    """Records that look like one person; or two to compare, by their numbers."""
    if request.method != "POST":
        return _list_page(request, TwoRecordsForm())
    form = TwoRecordsForm(request.POST)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    return redirect("people:merge", form.cleaned_data["kept"].pk, form.cleaned_data["absorbed"].pk)


@requires(MERGE_DUPLICATES)
@freshly_proven
@writes
def merge(request: HttpRequest, kept_id: int, absorbed_id: int) -> HttpResponse:
    """What a merge would do, before it is done; then do it."""
    preview = preview_of_merge(kept_id, absorbed_id)
    if preview is None:
        raise Http404
    if request.method != "POST":
        return _preview_page(request, preview)
    try:
        merge_persons(kept_id, absorbed_id, by=person_of(request))
    except OwnRecord:
        return _preview_page(request, preview, status=422, own=True)
    except NotMergeable:
        raise Http404 from None
    messages.success(request, _("Les deux fiches n’en font plus qu’une."))
    return redirect("people:merges")


@requires(MERGE_DUPLICATES)
@writes
def dismiss(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Say that two records are of two persons."""
    pair = get_object_or_404(possible_duplicates(), pk=pair_id)
    if request.method == "POST":
        dismiss_duplicate(pair, by=person_of(request))
    return redirect("people:duplicates")


@requires(MERGE_DUPLICATES)
@reads
def merge_list(request: HttpRequest) -> HttpResponse:
    """The merges made, which can be undone."""
    page = Paginator(merges(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/duplicates/merges.html", {"page": page})


@requires(MERGE_DUPLICATES)
@freshly_proven
@writes
def undo(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Take two records apart again."""
    get_object_or_404(Merge, pk=merge_id)
    if request.method == "POST":
        try:
            undo_merge(merge_id, by=person_of(request))
        except NotUndoable:
            messages.error(request, _("Cette fusion ne peut plus être annulée ainsi : annulez d’abord les suivantes."))
        except OwnRecord:
            messages.error(request, _("Il s’agit de votre propre fiche : demandez à un collègue."))
        else:
            messages.success(request, _("La fusion est annulée : il y a de nouveau deux fiches."))
    return redirect("people:merges")


def _list_page(request: HttpRequest, form: TwoRecordsForm, *, status: int = 200) -> HttpResponse:
    page = Paginator(possible_duplicates(), PER_PAGE).get_page(request.GET.get("page"))
    facts = {"form": form, "page": page, "words": RESEMBLANCES}
    return render(request, "people/duplicates/list.html", facts, status=status)


def _preview_page(request: HttpRequest, preview: Preview, *, status: int = 200, own: bool = False) -> HttpResponse:
    facts = {"preview": preview, "labels": _labels(), "own": own, "shown": _shown}
    return render(request, "people/duplicates/preview.html", facts, status=status)


def _labels() -> dict[str, Any]:
    (own,) = (table for table in TABLES if table.name == "person")
    return dict(own.columns)


def _shown(person: Person, name: str) -> Any:
    """A fact as people read it."""
    return getattr(person, f"get_{name}_display")() if columns()[name].choices else getattr(person, name)
