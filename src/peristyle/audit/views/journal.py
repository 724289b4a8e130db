"""The journal: read, filtered, exported."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from peristyle.audit.actions.export_journal import TooMuchToExport, export_journal
from peristyle.audit.forms import JournalFilters
from peristyle.audit.models import Entry
from peristyle.audit.persons import person_directory, person_id_of
from peristyle.audit.queries import Filters, filtered_journal, last_verification
from peristyle.kernel import clock
from peristyle.kernel.access import freshly_proven, person_of, requires
from peristyle.kernel.transactions import reads, writes

PER_PAGE = 50
#: What is shown first: counting years of entries would make everybody wait.
FIRST_SHOWN = timedelta(days=31)


@dataclass(frozen=True)
class NamedPerson:
    """A subject of the journal as people know it."""

    name: str
    url: str


@requires("audit.read_journal")
@reads
def journal(request: HttpRequest) -> HttpResponse:
    """The journal, newest first: the last month, or what was asked for."""
    asked = {name: value for name, value in request.GET.items() if name in JournalFilters.base_fields}
    form = JournalFilters(asked or {"since": (clock.today() - FIRST_SHOWN).strftime("%d/%m/%Y")})
    return _page(request, form)


@requires("audit.read_journal")
@freshly_proven
@writes
def export(request: HttpRequest) -> Any:
    """The entries asked for, as a CSV; that they left the house is in the journal too."""
    if request.method != "POST":
        return redirect("audit:journal")
    form = JournalFilters(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        lines = export_journal(Filters(**form.cleaned_data), by=person_of(request))
    except TooMuchToExport:
        form.add_error(None, _("Cela fait plus de 200 000 lignes : choisissez une période plus courte."))
        return _page(request, form)
    name = f"journal-{clock.today():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _page(request: HttpRequest, form: JournalFilters) -> HttpResponse:
    entries = filtered_journal(Filters(**form.cleaned_data)) if form.is_valid() else Entry.objects.none()
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    asked = {name: form.data[name] for name in form.fields if form.data.get(name)}
    facts = {
        "page": page,
        "form": form,
        "asked": asked,
        "query": urlencode(asked),
        "named": _named(page),
        "verification": last_verification(),
    }
    return render(request, "audit/journal.html", facts, status=422 if form.errors else 200)


def _named(page: Page[Entry]) -> dict[str, NamedPerson]:
    """For each subject of the page that is a person: who it is."""
    directory = person_directory()
    ids = {entry.subject: number for entry in page if (number := person_id_of(entry.subject))}
    if directory is None or not ids:
        return {}
    names = directory.names(list(ids.values()))
    return {
        subject: NamedPerson(names[number], reverse(directory.page, args=[number]))
        for subject, number in ids.items()
        if number in names
    }
