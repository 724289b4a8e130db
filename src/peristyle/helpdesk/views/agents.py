"""/gestion/assistance/: the queue of requests, and one of them with its thread."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.helpdesk.actions.add_note import add_note
from peristyle.helpdesk.actions.answer import answer
from peristyle.helpdesk.actions.close import close
from peristyle.helpdesk.actions.reopen import reopen
from peristyle.helpdesk.actions.take import leave, take
from peristyle.helpdesk.forms import AnswerForm, NoteForm
from peristyle.helpdesk.models import HelpRequest
from peristyle.helpdesk.queries import QUEUES, requests, state, thread
from peristyle.helpdesk.queries import queue as requests_in
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.people.public import find_by_number_alone

PER_PAGE = 25
ANSWER_REQUESTS = "helpdesk.answer_requests"


@requires(ANSWER_REQUESTS)
@reads
def queue(request: HttpRequest) -> HttpResponse:
    """The requests: open first, the oldest first; filtered and searched."""
    asked, search = request.GET.get("file", ""), request.GET.get("q", "")[:100]
    which = asked if asked in QUEUES else "all" if search else "open"
    found = Paginator(requests_in(which, person_of(request), search), PER_PAGE)
    facts = {"page": found.get_page(request.GET.get("page")), "which": which, "search": search, "state": state}
    return render(request, "helpdesk/agents/queue.html", facts)


@requires(ANSWER_REQUESTS)
@reads
def managed_request(request: HttpRequest, number: str) -> HttpResponse:
    """One request with its thread and notes, and whom it may be about."""
    return _page(request, _found(number), AnswerForm(), NoteForm(prefix="note"))


@requires(ANSWER_REQUESTS)
@writes
def answer_request(request: HttpRequest, number: str) -> HttpResponse:
    """Answer the author, and close if asked."""
    found = _found(number)
    if request.method != "POST":
        return redirect("helpdesk:managed_request", number)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, NoteForm(prefix="note"), status=422)
    answer(found, form.cleaned_data["text"], by=person_of(request), and_close=form.cleaned_data["and_close"])
    return redirect("helpdesk:managed_request", number)


@requires(ANSWER_REQUESTS)
@writes
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Leave a word for other agents."""
    found = _found(number)
    if request.method != "POST":
        return redirect("helpdesk:managed_request", number)
    form = NoteForm(request.POST, prefix="note")
    if not form.is_valid():
        return _page(request, found, AnswerForm(), form, status=422)
    add_note(found, form.cleaned_data["text"], by=person_of(request))
    return redirect("helpdesk:managed_request", number)


@requires(ANSWER_REQUESTS)
@writes
def assignment(request: HttpRequest, number: str) -> HttpResponse:
    """Take the request on, or leave it."""
    found, agent = _found(number), person_of(request)
    if request.method == "POST":
        (leave if request.POST.get("leave") else take)(found, by=agent)
    return redirect("helpdesk:managed_request", number)


@requires(ANSWER_REQUESTS)
@writes
def closure(request: HttpRequest, number: str) -> HttpResponse:
    """Close the request."""
    found = _found(number)
    if request.method == "POST":
        close(found, by=person_of(request), agent=True)
    return redirect("helpdesk:managed_request", number)


@requires(ANSWER_REQUESTS)
@writes
def reopening(request: HttpRequest, number: str) -> HttpResponse:
    """Open the request again."""
    found = _found(number)
    if request.method == "POST":
        reopen(found, by=person_of(request))
    return redirect("helpdesk:managed_request", number)


def _found(number: str) -> HelpRequest:
    return get_object_or_404(requests(), number=number)


def _page(
    request: HttpRequest, found: HelpRequest, answer_form: AnswerForm, note_form: NoteForm, *, status: int = 200
) -> HttpResponse:
    facts = {
        "request_": found,
        "state": state(found),
        "thread": thread(found, with_notes=True),
        "answer_form": answer_form,
        "note_form": note_form,
        "person": found.person or (find_by_number_alone(found.typed_number) if found.typed_number else None),
        "mine": hasattr(found, "assignment") and found.assignment.agent_id == person_of(request).pk,
    }
    return render(request, "helpdesk/agents/request.html", facts, status=status)
