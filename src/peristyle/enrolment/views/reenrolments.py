"""Officers' pages: who may enrol again, one by one or by file."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.enrolment.actions.authorise_reenrolments import AlreadySettled, authorise_reenrolment
from peristyle.enrolment.actions.import_reenrolments import confirm_reenrolment_import, request_reenrolment_import
from peristyle.enrolment.forms import ReenrolmentForm
from peristyle.enrolment.import_forms import ReenrolmentsForm
from peristyle.enrolment.queries import (
    present_campaign,
    reenrolment_imports_visible_to,
    reenrolments_authorised_within,
    steps_within,
    students_by_number,
)
from peristyle.enrolment.rules.capabilities import AUTHORISE_REENROLMENTS
from peristyle.enrolment.rules.reenrolment_rows import LAYOUT
from peristyle.enrolment.views.confirming import give_up_file, import_file
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.importing.previewing import sample
from peristyle.kernel.transactions import reads, writes
from peristyle.people.public import Person
from peristyle.ui.imports import imports_page, progress_part, report_page

PER_PAGE = 20


@requires(AUTHORISE_REENROLMENTS)
@writes
def reenrolments(request: HttpRequest) -> HttpResponse:
    """Authorise one student; see who was lately."""
    officer = person_of(request)
    steps = steps_within(officer, AUTHORISE_REENROLMENTS)
    if request.method != "POST":
        asked = {"student_number": request.GET.get("numero", "")[:25]}
        return _page(request, ReenrolmentForm(steps=steps, initial=asked))
    form = ReenrolmentForm(request.POST, steps=steps)
    if not form.is_valid():
        return _page(request, form, status=422)
    number = form.cleaned_data["student_number"].strip().upper()
    found = students_by_number([number])
    if not found:
        form.add_error("student_number", ReenrolmentForm.UNKNOWN)
        return _page(request, form, status=422)
    student = Person.objects.get(pk=found[number])
    step, grant_holder = form.cleaned_data["step"], form.cleaned_data["grant_holder"]
    try:
        authorise_reenrolment(student, step, present_campaign(), grant_holder=grant_holder, by=officer)
    except AlreadySettled:
        form.add_error("student_number", ReenrolmentForm.SETTLED)
        return _page(request, form, status=409)
    return redirect("enrolment:reenrolments")


@requires(AUTHORISE_REENROLMENTS)
@writes
def reenrolment_imports(request: HttpRequest) -> HttpResponse:
    """Bring a file of authorisations; see what became of former ones."""
    if request.method != "POST":
        return _imports_page(request, ReenrolmentsForm())
    form = ReenrolmentsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _imports_page(request, form, status=422)
    file = form.cleaned_data["file"]
    all_or_nothing = form.cleaned_data["all_or_nothing"]
    taken = request_reenrolment_import(file.read(), file.name, all_or_nothing=all_or_nothing, by=person_of(request))
    return redirect("enrolment:reenrolment_import", import_id=taken.pk)


@requires(AUTHORISE_REENROLMENTS)
@reads
def reenrolment_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """An import: what it would change, how far it is, then its report."""
    taken = get_object_or_404(reenrolment_imports_visible_to(person_of(request)), pk=import_id)
    lines = sample(taken, LAYOUT) if taken.awaits_word else ()
    return report_page(request, "enrolment/reenrolments/import.html", taken, lines)


@requires(AUTHORISE_REENROLMENTS)
@writes
def confirm_reenrolments(request: HttpRequest, import_id: int) -> HttpResponse:
    """Import authorisations that were looked at."""
    taken = get_object_or_404(reenrolment_imports_visible_to(person_of(request)), pk=import_id)
    return import_file(
        request,
        lambda: confirm_reenrolment_import(taken, by=person_of(request)),
        "enrolment:reenrolment_import",
        taken,
    )


@requires(AUTHORISE_REENROLMENTS)
@writes
def give_up_reenrolments(request: HttpRequest, import_id: int) -> HttpResponse:
    """Forget authorisations that were looked at."""
    taken = get_object_or_404(reenrolment_imports_visible_to(person_of(request)), pk=import_id)
    return give_up_file(request, taken, "enrolment:reenrolment_imports")


@requires(AUTHORISE_REENROLMENTS)
@reads
def reenrolment_import_progress(request: HttpRequest, import_id: int) -> HttpResponse:
    """What htmx asks every second while an import runs."""
    return progress_part(request, get_object_or_404(reenrolment_imports_visible_to(person_of(request)), pk=import_id))


def _page(request: HttpRequest, form: ReenrolmentForm, *, status: int = 200) -> HttpResponse:
    authorised = Paginator(reenrolments_authorised_within(person_of(request)), PER_PAGE)
    context = {"form": form, "authorised": authorised.get_page(request.GET.get("page"))}
    return render(request, "enrolment/reenrolments/authorised.html", context, status=status)


def _imports_page(request: HttpRequest, form: ReenrolmentsForm, *, status: int = 200) -> HttpResponse:
    imports = reenrolment_imports_visible_to(person_of(request))
    return imports_page(request, "enrolment/reenrolments/list.html", form, imports, status=status)
