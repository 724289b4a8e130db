"""While an agent sees the house as somebody: read only, marked, bounded in time, and shut where secrets lie (D5)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from peristyle.accounts.actions.see_as import end_visit, may_see_as
from peristyle.accounts.models import Visit
from peristyle.accounts.queries import state_of, visit_by_id
from peristyle.accounts.rules.life_cycle import SIGNS_IN, State
from peristyle.accounts.rules.visits import is_going_on
from peristyle.kernel import clock
from peristyle.kernel.transactions import SAFE_METHODS, read_only

VISIT = "visit"
LEAVE = "accounts:leave_visit"
SIGN_OUT = "accounts:sign_out"
#: Of this room's pages, those that an agent may see; the others hold tokens, factors, addresses, sessions, data.
WITHOUT_SECRETS = frozenset(
    {
        "accounts:own",
        "accounts:end_of_access",
        "accounts:charters",
        "accounts:preferences",
        "accounts:closing",
    }
)


class Visiting:
    """The middleware: whoever is on a visit is shown each page as the person they visit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the person visited; leaving and signing out are the agent's own."""
        visit_id = request.session.get(VISIT)
        if visit_id is None:
            return self.get_response(request)
        visit = visit_by_id(visit_id)
        if visit is None or not _goes_on(visit, request):
            return _over(request, visit)
        page = _name_of(request.path_info)
        if page == SIGN_OUT and request.method == "POST":
            _end(request, visit)
        if page in (LEAVE, SIGN_OUT):
            return self.get_response(request)
        request.visit = visit  # type: ignore[attr-defined]
        request.user = visit.account
        visit.account.confined_by = "closing" if state_of(visit.account, clock.now()) == State.CLOSING else None
        if request.method not in SAFE_METHODS:
            return _refused(request)
        with read_only():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Keep shut what is for nobody's eyes but the person's own."""
        if getattr(request, "visit", None) is None or request.resolver_match is None:
            return None
        match = request.resolver_match
        own_secrets = match.namespace == "accounts" and match.view_name not in WITHOUT_SECRETS
        return _refused(request) if own_secrets or getattr(view, "asks_fresh_proof", False) else None


def _goes_on(visit: Visit, request: HttpRequest) -> bool:
    now, agent = clock.now(), getattr(request.user, "person", None)
    return (
        is_going_on(ends_at=visit.ends_at, ended_at=visit.ended_at, now=now)
        and agent is not None
        and agent.pk == visit.agent_id
        and may_see_as(agent, visit.account.person)
        and state_of(visit.account, now) in SIGNS_IN
    )


def _over(request: HttpRequest, visit: Visit | None) -> HttpResponse:
    if visit is None:
        del request.session[VISIT]
        return redirect("portal:home")
    _end(request, visit)
    messages.info(request, _("La consultation est terminée : vous êtes de nouveau vous-même."))
    return redirect("accounts:person", person_id=visit.account.person_id)


def _end(request: HttpRequest, visit: Visit) -> None:
    del request.session[VISIT]
    with transaction.atomic():
        end_visit(visit)


def _refused(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/management/visit_refused.html", status=403)


def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
