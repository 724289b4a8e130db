"""Officers' pages: enrolments of another system of scolarité by file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from peristyle.enrolment.actions.feeds.import_feed import confirm_feed_import, request_feed_import
from peristyle.enrolment.import_forms import FeedFilesForm
from peristyle.enrolment.models import FeedRun
from peristyle.enrolment.queries.feeds import feed_imports_visible_to
from peristyle.enrolment.rules.capabilities import IMPORT_ENROLMENTS
from peristyle.enrolment.rules.feed_rows import LAYOUT
from peristyle.enrolment.views.confirming import give_up_file, import_file
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.importing.previewing import sample
from peristyle.kernel.transactions import reads, writes
from peristyle.ui.imports import imports_page, progress_part, report_page


@requires(IMPORT_ENROLMENTS)
@writes
def feed_imports(request: HttpRequest) -> HttpResponse:
    """Bring files of enrolments; see what became of former ones."""
    if request.method != "POST":
        return _page(request, FeedFilesForm())
    form = FeedFilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    answers: dict[str, Any] = form.cleaned_data
    taken = request_feed_import(
        form.content_of("file"),
        answers["file"].name,
        form.content_of("students"),
        all_or_nothing=answers["all_or_nothing"],
        by=person_of(request),
    )
    return redirect("enrolment:feed_import", import_id=taken.pk)


@requires(IMPORT_ENROLMENTS)
@reads
def feed_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """Files of enrolments: what they would change, how far their import is, then its report."""
    taken = _taken(request, import_id)
    lines = sample(taken, LAYOUT) if taken.awaits_word else ()
    return report_page(request, "enrolment/office/feed_import.html", taken, lines)


@requires(IMPORT_ENROLMENTS)
@reads
def feed_import_progress(request: HttpRequest, import_id: int) -> HttpResponse:
    """What htmx asks every second while files are read or imported."""
    return progress_part(request, _taken(request, import_id))


@requires(IMPORT_ENROLMENTS)
@writes
def confirm_feed(request: HttpRequest, import_id: int) -> HttpResponse:
    """Import what was looked at."""
    taken = _taken(request, import_id)
    return import_file(
        request, lambda: confirm_feed_import(taken, by=person_of(request)), "enrolment:feed_import", taken
    )


@requires(IMPORT_ENROLMENTS)
@writes
def give_up_feed(request: HttpRequest, import_id: int) -> HttpResponse:
    """Forget files that were looked at."""
    return give_up_file(request, _taken(request, import_id), "enrolment:feed_imports")


def _taken(request: HttpRequest, import_id: int) -> FeedRun:
    return get_object_or_404(feed_imports_visible_to(person_of(request)), pk=import_id)


def _page(request: HttpRequest, form: FeedFilesForm, *, status: int = 200) -> HttpResponse:
    imports = feed_imports_visible_to(person_of(request))
    return imports_page(request, "enrolment/office/feed_imports.html", form, imports, status=status)
