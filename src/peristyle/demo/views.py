"""The demonstration's own pages: its clock, its people, their personal mailboxes. Open to all, as nothing is true."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.demo.actions.move_clock import move_clock
from peristyle.demo.queries import characters_present, codes_to_type, mailbox, mailboxes, newcomers_waiting
from peristyle.demo.rules import Move, paragraphs
from peristyle.demo.university.cast import PASSWORD
from peristyle.kernel import clock
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import reads, writes

PAGE_SIZE = 25
NEWEST = 5
#: A mail carries its own style, as mail programs want it: it is shown apart, in a sandbox where nothing runs.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
)


@anyone
@reads
def panel(request: HttpRequest) -> HttpResponse:
    """What one needs to live the demonstration: the clock, people to be, the newest mails."""
    facts = {
        "now": clock.now(),
        "moves": Move,
        "password": PASSWORD,
        "characters": characters_present(),
        "codes": codes_to_type(),
        "newcomers": newcomers_waiting(),
        "newest": mailboxes()[:NEWEST],
    }
    return render(request, "demo/panel.html", facts)


@anyone
@writes
def move(request: HttpRequest) -> HttpResponse:
    """Move the clock forward."""
    asked = request.POST.get("move", "")
    if request.method != "POST" or asked not in set(Move):
        return HttpResponseBadRequest()
    move_clock(Move(asked))
    return redirect("demo:panel")


@anyone
@reads
def mailbox_list(request: HttpRequest) -> HttpResponse:
    """Every personal mailbox that received something."""
    search = request.GET.get("q", "")[:254]
    page = Paginator(mailboxes(search), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "demo/mailboxes.html", {"page": page, "search": search})


@anyone
@reads
def mailbox_of(request: HttpRequest, address: str) -> HttpResponse:
    """The mails of a personal mailbox."""
    page = Paginator(mailbox(address), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "demo/mailbox.html", {"address": address, "page": page})


@anyone
@reads
def mail(request: HttpRequest, address: str, mail_id: int) -> HttpResponse:
    """A mail, as text with links to follow."""
    found = get_object_or_404(mailbox(address), pk=mail_id)
    return render(request, "demo/mail.html", {"mail": found, "paragraphs": paragraphs(found.text)})


@anyone
@reads
def mail_as_designed(request: HttpRequest, address: str, mail_id: int) -> HttpResponse:  # noqa: ARG001 — Django's signature
    """A mail as mail programs show it, in a sandbox."""
    found = get_object_or_404(mailbox(address).exclude(html=""), pk=mail_id)
    return HttpResponse(found.html, headers={"Content-Security-Policy": MAIL_POLICY})
