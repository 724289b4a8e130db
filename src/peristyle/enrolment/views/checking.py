"""The officers' desk: documents to check, one after the other, the paper beside the form."""

from contextlib import suppress

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.enrolment.actions.supporting_documents.check_documents import (
    DocumentChanged,
    HeldByAnother,
    accept_document,
    leave_files,
    refuse_document,
    reopen_document,
    take_next,
)
from peristyle.enrolment.document_forms import DecisionForm
from peristyle.enrolment.models import SupportingDocument
from peristyle.enrolment.queries import (
    document_title,
    documents_seen_by,
    documents_to_check,
    given_file_seen_by,
    history_of,
    holder_of,
    reason_sentence,
)
from peristyle.enrolment.queries.two_d_docs import symbols_on
from peristyle.enrolment.rules.capabilities import CHECK_DOCUMENTS
from peristyle.enrolment.rules.supporting_documents import DocumentState
from peristyle.enrolment.views.supporting_documents import file_answer
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.middleware import CONTENT_SECURITY_POLICY
from peristyle.kernel.transactions import reads, writes

PER_PAGE = 50
#: The desk alone frames something: files of this house, each under its own policy.
DESK_POLICY = CONTENT_SECURITY_POLICY.format(form_action="") + "; frame-src 'self'"


@requires(CHECK_DOCUMENTS)
@reads
def checking(request: HttpRequest) -> HttpResponse:
    """The documents that wait, oldest first, within one's composantes."""
    officer = person_of(request)
    waiting = Paginator(documents_to_check(officer).order_by("since", "file", "id"), PER_PAGE)
    page = waiting.get_page(request.GET.get("page"))
    rows = [(document, document_title(document.kind), holder_of(document, officer)) for document in page]
    return render(request, "enrolment/checking/queue.html", {"page": page, "rows": rows})


@requires(CHECK_DOCUMENTS)
@writes
def begin_checking(request: HttpRequest) -> HttpResponse:
    """Take the next file in hand: the oldest that nobody has, or the one after a document that is passed over."""
    if request.method != "POST":
        return redirect("enrolment:checking")
    officer = person_of(request)
    passed = request.POST.get("after", "")
    after = documents_seen_by(officer).filter(pk=passed).first() if passed.isascii() and passed.isdigit() else None
    return _to_next(request, after)


@requires(CHECK_DOCUMENTS)
@writes
def leave_checking(request: HttpRequest) -> HttpResponse:
    """Stop: the file is free again, and its student is told what was decided."""
    if request.method == "POST":
        leave_files(person_of(request))
    return redirect("enrolment:checking")


@requires(CHECK_DOCUMENTS)
@writes
def check_document(request: HttpRequest, document_id: int) -> HttpResponse:
    """A document beside the form that decides; the decision leads to the next one."""
    officer = person_of(request)
    document = _document(request, document_id)
    if request.method != "POST":
        return _page(request, document, DecisionForm(initial={"revision": document.revision}))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, document, form, status=422)
    decided = form.cleaned_data
    try:
        if decided["decision"] == "accept":
            accept_document(document, officer, revision=decided["revision"])
        else:
            refuse_document(
                document, officer, revision=decided["revision"], reason=decided["reason"], said=decided["said"]
            )
    except HeldByAnother:
        form.add_error(None, _("Un collègue a pris ce dossier : passez au suivant."))
        return _page(request, document, form, status=409)
    except DocumentChanged:
        fresh = _document(request, document_id)
        form = DecisionForm(initial={"revision": fresh.revision})
        return _page(request, fresh, form, changed=True, status=409)
    return _to_next(request, document)


@requires(CHECK_DOCUMENTS)
@writes
def reopen_checked(request: HttpRequest, document_id: int) -> HttpResponse:
    """Undo a decision."""
    if request.method != "POST":
        raise Http404
    with suppress(HeldByAnother, DocumentChanged):  # the page then shows whose it is, or what changed
        reopen_document(_document(request, document_id), person_of(request))
    return redirect("enrolment:check_document", document_id)


@requires(CHECK_DOCUMENTS)
@reads
def checked_file(request: HttpRequest, given_id: int) -> HttpResponse:
    """A given file, for the viewer of the desk."""
    return file_answer(given_file_seen_by(person_of(request), given_id))


def _document(request: HttpRequest, document_id: int) -> SupportingDocument:
    return get_object_or_404(documents_seen_by(person_of(request)), pk=document_id)


def _to_next(request: HttpRequest, after: SupportingDocument | None) -> HttpResponse:
    following = take_next(person_of(request), after=after)
    if following is None:
        return redirect("enrolment:checking")
    return redirect("enrolment:check_document", following.pk)


def _page(
    request: HttpRequest,
    document: SupportingDocument,
    form: DecisionForm,
    *,
    changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    officer = person_of(request)
    given_files = [given for given in document.given_files.all() if given.can_be_seen]
    context = {
        "document": document,
        "title": document_title(document.kind),
        "reason": reason_sentence(document.reason) if document.reason else "",
        "person": document.file.enrolment.person,
        "admission": document.file.admission,
        "given_files": given_files,
        "symbols": symbols_on(given_files, document.file),
        "history": [(event, reason_sentence(event.reason) if event.reason else "") for event in history_of(document)],
        "holder": holder_of(document, officer),
        "form": form,
        "changed": changed,
        "declared": document.state == DocumentState.NOT_CONCERNED,
        "to_check": document.decided_at is None
        and document.state in (DocumentState.WAITING, DocumentState.NOT_CONCERNED),
        "left": documents_to_check(officer).count(),
    }
    response = render(request, "enrolment/checking/document.html", context, status=status)
    response["Content-Security-Policy"] = DESK_POLICY
    return response
