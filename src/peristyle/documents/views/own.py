"""One's own documents."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from peristyle.documents.models import IssuedDocument
from peristyle.documents.queries import document_file, documents_of
from peristyle.documents.words import kind_title
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads


@signed_in
@reads
def my_document(request: HttpRequest, number: str) -> HttpResponse:
    """The file of one of one's own documents, or word that it is being written."""
    document = _mine(request, number)
    pdf = document_file(document)
    if pdf is None:
        waited = {"document": document, "title": kind_title(document)}
        return render(request, "documents/waiting.html", waited, status=HTTPStatus.ACCEPTED)
    return pdf_page(document, pdf)


@signed_in
@reads
def waiting_state(request: HttpRequest, number: str) -> HttpResponse:
    """What htmx asks every other second: nothing new, or where the file is."""
    document = _mine(request, number)
    if document.sha256:
        return HttpResponse(headers={"HX-Redirect": reverse("documents:my_document", args=[number])})
    return render(request, "documents/waiting_state.html", {})


def pdf_page(document: IssuedDocument, pdf: bytes) -> HttpResponse:
    """The file, to be read in the browser, kept by no cache."""
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{document.number}.pdf"',
            "Cache-Control": "no-store, private",
        },
    )


def _mine(request: HttpRequest, number: str) -> IssuedDocument:
    return get_object_or_404(documents_of(person_of(request)), number=number, erased_at=None)
