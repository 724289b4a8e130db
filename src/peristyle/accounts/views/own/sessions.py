"""« Connexions »: the browsers signed in now, and the sign-ins of late."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.accounts.actions.end_sessions import end_other_sessions, end_session
from peristyle.accounts.browsers import browser_in_words
from peristyle.accounts.models import Session
from peristyle.accounts.places import place_in_words
from peristyle.accounts.queries import open_sessions, sign_ins
from peristyle.accounts.rules.browsers import Browser, browser_of
from peristyle.accounts.sessions import reference_of
from peristyle.accounts.words import method_in_words, refusal_in_words
from peristyle.kernel.access import account_of, signed_in
from peristyle.kernel.transactions import reads, writes

PER_PAGE = 20


@dataclass(frozen=True)
class Connection:
    """A session or a sign-in, in words."""

    at: datetime
    browser: str
    place: str
    how: str
    seen_at: datetime | None = None
    reference: str = ""
    is_refused: bool = False


@signed_in
@reads
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, and who tried to be."""
    account = account_of(request)
    page: Any = Paginator(sign_ins(account), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [_of_entry(entry) for entry in page.object_list]
    facts = {
        "present": reference_of(request),
        "sessions": [_of_session(session) for session in open_sessions(account)],
        "page": page,
    }
    return render(request, "accounts/own/sessions.html", facts)


@signed_in
@writes
def revoke_session(request: HttpRequest, reference: str) -> HttpResponse:
    """Sign one browser out from here."""
    if request.method == "POST":
        end_session(get_object_or_404(open_sessions(account_of(request)), session_key=reference))
        messages.success(request, _("Cet appareil est déconnecté."))
    return redirect("accounts:sessions")


@signed_in
@writes
def revoke_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign every other browser out from here."""
    if request.method == "POST":
        ended = end_other_sessions(account_of(request), but=reference_of(request))
        told = ngettext("%(count)d appareil déconnecté.", "%(count)d appareils déconnectés.", ended)
        messages.success(request, told % {"count": ended})
    return redirect("accounts:sessions")


def _of_session(session: Session) -> Connection:
    return Connection(
        at=session.opened_at,
        browser=browser_in_words(browser_of(session.device)),
        place=place_in_words(session.address),
        how=method_in_words(session.method),
        seen_at=session.seen_at,
        reference=session.session_key,
    )


def _of_entry(entry: Any) -> Connection:
    known, is_refused = entry.details, entry.action != "accounts.sign_in"
    return Connection(
        at=entry.at,
        browser=browser_in_words(Browser(known.get("browser", ""), known.get("system", ""))),
        place=place_in_words(entry.origin),
        how=refusal_in_words(entry.action, known) if is_refused else method_in_words(known.get("method", "")),
        is_refused=is_refused,
    )
