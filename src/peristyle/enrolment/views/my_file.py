"""« Mon dossier »: identity, where one can be reached, past enrolments, and what one asks to be corrected."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peristyle.enrolment.actions.ask_correction import AlreadyAsked, ask_correction
from peristyle.enrolment.actions.change_address import PostalAddress, change_address
from peristyle.enrolment.forms import AddressForm, CorrectionForm
from peristyle.enrolment.models import Subject
from peristyle.enrolment.queries import corrections_of, enrolments_of, newest_file_of
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads, writes


@signed_in
@reads
def my_file(request: HttpRequest) -> HttpResponse:
    """All that the university holds about one's studies, on one page."""
    person = person_of(request)
    context = {
        "person": person,
        "file": newest_file_of(person),
        "enrolments": list(enrolments_of(person)),
        "corrections": list(corrections_of(person)),
    }
    return render(request, "enrolment/my_file/file.html", context)


@signed_in
@writes
def my_address(request: HttpRequest) -> HttpResponse:
    """Change one's postal address and phone."""
    person = person_of(request)
    file = newest_file_of(person)
    if file is None:
        return redirect("enrolment:my_file")
    if request.method != "POST":
        form = AddressForm(initial={name: getattr(file, name) for name in PostalAddress.__dataclass_fields__})
        return render(request, "enrolment/my_file/address.html", {"form": form})
    form = AddressForm(request.POST)
    if not form.is_valid():
        return render(request, "enrolment/my_file/address.html", {"form": form}, status=422)
    change_address(file, PostalAddress(**form.cleaned_data), by=person)
    return redirect("enrolment:my_file")


@signed_in
@writes
def new_correction(request: HttpRequest) -> HttpResponse:
    """Say what is wrong; an officer answers."""

    def page(form: CorrectionForm, status: int = 200) -> HttpResponse:
        return render(request, "enrolment/my_file/correction.html", {"form": form}, status=status)

    if request.method != "POST":
        return page(CorrectionForm())
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return page(form, 422)
    try:
        ask_correction(person_of(request), Subject(form.cleaned_data["subject"]), form.cleaned_data["said"])
    except AlreadyAsked:
        form.add_error("subject", CorrectionForm.ALREADY_ASKED)
        return page(form, 409)
    return redirect("enrolment:my_file")
