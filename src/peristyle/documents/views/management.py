"""/gestion/documents/: find what was issued, and cancel it with a reason."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.audit.public import record
from peristyle.documents.actions.cancel import cancel
from peristyle.documents.forms import CancellationForm
from peristyle.documents.models import IssuedDocument
from peristyle.documents.queries import document_file, documents_seen_by, state_of
from peristyle.documents.rules.capabilities import CANCEL_DOCUMENTS
from peristyle.documents.views.own import pdf_page
from peristyle.documents.words import kind_title
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes

PER_PAGE = 50


@requires(CANCEL_DOCUMENTS)
@reads
def documents(request: HttpRequest) -> HttpResponse:
    """The documents of one's composantes, newest first, searched by number, code or student number."""
    search = request.GET.get("q", "").strip()[:100]
    found = Paginator(documents_seen_by(person_of(request), search), PER_PAGE)
    facts = {
        "page": found.get_page(request.GET.get("page")),
        "search": search,
        "state_of": state_of,
        "kind_title": kind_title,
    }
    return render(request, "documents/management/list.html", facts)


@requires(CANCEL_DOCUMENTS)
@reads
def managed_document(request: HttpRequest, number: str) -> HttpResponse:
    """One document: what it is worth, its file, and how to cancel it."""
    return _page(request, _found(request, number), CancellationForm())


@requires(CANCEL_DOCUMENTS)
@writes
def cancellation(request: HttpRequest, number: str) -> HttpResponse:
    """Cancel a document, saying why."""
    document = _found(request, number)
    if request.method != "POST":
        return redirect("documents:managed_document", number)
    form = CancellationForm(request.POST)
    if not form.is_valid():
        return _page(request, document, form, status=422)
    cancel(document, form.cleaned_data["reason"], by=person_of(request))
    return redirect("documents:managed_document", number)


@requires(CANCEL_DOCUMENTS)
@writes
def managed_file(request: HttpRequest, number: str) -> HttpResponse:
    """The file, for an officer who asks for it: the journal knows who read whose document."""
    document = _found(request, number)
    pdf = document_file(document) if request.method == "POST" and not document.erased_at else None
    if pdf is None:
        return redirect("documents:managed_document", number)
    record("documents.read_file", actor=person_of(request), subject=document, number=document.number)
    return pdf_page(document, pdf)


def _found(request: HttpRequest, number: str) -> IssuedDocument:
    return get_object_or_404(documents_seen_by(person_of(request)), number=number)


def _page(request: HttpRequest, document: IssuedDocument, form: CancellationForm, *, status: int = 200) -> HttpResponse:
    facts = {"document": document, "title": kind_title(document), "state": state_of(document), "form": form}
    return render(request, "documents/management/document.html", facts, status=status)
