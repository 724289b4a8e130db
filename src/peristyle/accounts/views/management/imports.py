"""IT's pages: staff and guests by file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from peristyle.accounts.actions.imports.request_import import request_import
from peristyle.accounts.import_forms import PeopleFileForm
from peristyle.accounts.models import PeopleFileKind
from peristyle.accounts.queries import people_imports
from peristyle.accounts.rules.capabilities import IMPORT_PEOPLE
from peristyle.kernel.access import freshly_proven, person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.ui.imports import imports_page, progress_part, report_page


@requires(IMPORT_PEOPLE)
@freshly_proven
@writes
def imports(request: HttpRequest) -> HttpResponse:
    """Bring a file of staff or guests; see what became of former ones."""
    if request.method != "POST":
        return _page(request, PeopleFileForm())
    form = PeopleFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    answers = form.cleaned_data
    taken = request_import(
        PeopleFileKind(answers["kind"]),
        answers["file"].read(),
        answers["file"].name,
        all_or_nothing=answers["all_or_nothing"],
        by=person_of(request),
    )
    return redirect("accounts:people_import", import_id=taken.pk)


@requires(IMPORT_PEOPLE)
@reads
def people_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """An import of persons: how far it is, then its report."""
    taken = get_object_or_404(people_imports(), pk=import_id)
    return report_page(request, "accounts/management/people_import.html", taken)


@requires(IMPORT_PEOPLE)
@reads
def import_progress(request: HttpRequest, import_id: int) -> HttpResponse:
    """What htmx asks every second while persons are imported."""
    return progress_part(request, get_object_or_404(people_imports(), pk=import_id))


def _page(request: HttpRequest, form: PeopleFileForm, *, status: int = 200) -> HttpResponse:
    return imports_page(request, "accounts/management/people_imports.html", form, people_imports(), status=status)
