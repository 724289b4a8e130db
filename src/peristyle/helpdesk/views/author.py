"""A request as its author reads it: by its secret address, or signed in."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from peristyle.accounts.public import masked, wait_in_words
from peristyle.helpdesk.actions.ask import TooManyRequests
from peristyle.helpdesk.actions.close import close
from peristyle.helpdesk.actions.reply import reply
from peristyle.helpdesk.forms import ReplyForm
from peristyle.helpdesk.models import HelpRequest
from peristyle.helpdesk.queries import request_of_token, requests_of, state, thread
from peristyle.kernel.access import anyone, person_of, signed_in
from peristyle.kernel.discretion import secret_address
from peristyle.kernel.transactions import reads, writes
from peristyle.people.public import Person

PER_PAGE = 20


@anyone
@writes
@secret_address
def follow_up(request: HttpRequest, token: str) -> HttpResponse:
    """The secret address of a request: read it, add to it; looking changes nothing."""
    found = request_of_token(token)
    if found is None:
        return render(request, "helpdesk/no_request.html", {}, status=410)
    return _request_page(request, found, by=None, close_url=reverse("helpdesk:close_followed", args=[token]))


@anyone
@writes
@secret_address
def close_followed(request: HttpRequest, token: str) -> HttpResponse:
    """The author, known by the secret address, has what they need."""
    found = request_of_token(token)
    if request.method == "POST" and found is not None:
        close(found, by=None, agent=False)
    return redirect("helpdesk:follow_up", token)


@signed_in
@reads
def my_requests(request: HttpRequest) -> HttpResponse:
    """« Assistance »: what I asked, and where it stands."""
    page = Paginator(requests_of(person_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "helpdesk/my_requests.html", {"page": page, "state": state})


@signed_in
@writes
def my_request(request: HttpRequest, number: str) -> HttpResponse:
    """One of my requests: read it, add to it."""
    person = person_of(request)
    found = get_object_or_404(requests_of(person), number=number)
    return _request_page(request, found, by=person, close_url=reverse("helpdesk:close_mine", args=[number]))


@signed_in
@writes
def close_mine(request: HttpRequest, number: str) -> HttpResponse:
    """I have what I need."""
    person = person_of(request)
    found = get_object_or_404(requests_of(person), number=number)
    if request.method == "POST":
        close(found, by=person, agent=False)
    return redirect("helpdesk:my_request", number)


def _request_page(request: HttpRequest, found: HelpRequest, *, by: Person | None, close_url: str) -> HttpResponse:
    form, status, wait = ReplyForm(request.POST or None), 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                reply(found, form.cleaned_data["text"], by=by)
            except TooManyRequests as flood:
                status, wait = 429, wait_in_words(flood.wait)
            else:
                return redirect(request.path)
    facts = {
        "request_": found,
        "state": state(found),
        "thread": thread(found, with_notes=False),
        "form": form,
        "wait": wait,
        "address": masked(found.mail),
        "signed_in": by is not None,
        "close_url": close_url,
    }
    return render(request, "helpdesk/request.html", facts, status=status)
