"""« Inscription »: prove one was admitted, come back to one's file, close it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peristyle.accounts.public import TooManyTries, wait_in_words
from peristyle.enrolment.actions.open_file import AdmissionNotFound, open_file
from peristyle.enrolment.forms import IdentityForm
from peristyle.enrolment.views import open_file as browser
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import reads, writes


@anyone
@writes
def identity(request: HttpRequest) -> HttpResponse:
    """Ask for application number, birth date and mail; whatever is wrong, the answer is the same."""

    def page(form: IdentityForm, status: int = 200, **facts: object) -> HttpResponse:
        context = {"form": form, "refused": False, "wait": "", "opened": None, **facts}
        return render(request, "enrolment/identity.html", context, status=status)

    if request.method != "POST":
        return page(IdentityForm(), opened=browser.kept(request))
    form = IdentityForm(request.POST)
    if not form.is_valid():
        return page(form, 422)
    try:
        file = open_file(**form.cleaned_data)
    except AdmissionNotFound:
        return page(form, 422, refused=True)
    except TooManyTries as slow:
        return page(form, 429, wait=wait_in_words(slow.wait))
    browser.keep(request, file)
    return redirect("enrolment:resume")


@anyone
@reads
def resume(request: HttpRequest) -> HttpResponse:
    """Lead to the step the file was left at."""
    opened = browser.kept(request)
    return browser.to_present_step(opened) if opened else redirect("enrolment:identity")


@anyone
@writes
def leave(request: HttpRequest) -> HttpResponse:
    """Close the file in this browser; what was typed stays."""
    if request.method == "POST":
        browser.close(request)
    return redirect("enrolment:identity")
