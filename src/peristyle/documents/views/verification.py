"""« Ce document est-il authentique ? »: open to the employer, the landlord, the other university."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peristyle.documents.forms import ComparedFileForm, VerificationForm
from peristyle.documents.queries import compare, document_of_code, state_of
from peristyle.documents.views.guessing import bounded_tries
from peristyle.documents.words import kind_title
from peristyle.kernel.access import anyone
from peristyle.kernel.tokens import as_written
from peristyle.kernel.transactions import writes

View = Callable[..., HttpResponse]


def unlisted(view: View) -> View:
    """No search engine keeps the page."""

    @wraps(view)
    def unlisted_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return unlisted_view


@anyone
@unlisted
@writes
def verification(request: HttpRequest) -> HttpResponse:
    """Type the code of a document."""
    if request.method != "POST":
        return render(request, "documents/verification/code.html", {"form": VerificationForm()})
    form = VerificationForm(request.POST)
    if not form.is_valid():
        return render(request, "documents/verification/code.html", {"form": form}, status=422)
    return redirect("documents:verified", as_written(form.cleaned_data["code"]))


@anyone
@unlisted
@bounded_tries
@writes
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a document is genuine and still valid; a file given here is compared with the one that was issued."""
    document = document_of_code(code)
    if document is None:
        return render(request, "documents/verification/unknown.html", {}, status=HTTPStatus.NOT_FOUND)
    form = ComparedFileForm(request.POST, request.FILES) if request.method == "POST" else ComparedFileForm()
    compared = compare(document, form.cleaned_data["file"].read()) if form.is_bound and form.is_valid() else None
    facts = {
        "document": document,
        "title": kind_title(document),
        "state": state_of(document),
        "form": form,
        "compared": compared,
    }
    return render(request, "documents/verification/document.html", facts, status=422 if form.errors else 200)
