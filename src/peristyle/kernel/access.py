"""Every view says who may see it; a view that says nothing answers nobody.

The declaration stands above `@reads` or `@writes`, so that who may not see writes and reads nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from peristyle.kernel.confinement import confinement_of, lets_in
from peristyle.kernel.permissions import can
from peristyle.kernel.proofs import is_fresh
from peristyle.kernel.transactions import SAFE_METHODS

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Access:
    """Who may see a view: `anyone`, `signed in`, holders of a capability, or of a `token` with a scope."""

    kind: str
    capability: str | None = None


def anyone(view: View) -> View:
    """Open to the whole world."""
    view.access = Access("anyone")  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Open to whoever is signed in; a stranger is sent to the sign-in page and comes back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        confined = _led_elsewhere(request)
        if confined:
            return confined
        return view(request, *args, **kwargs)

    guarded.access = Access("signed in")  # type: ignore[attr-defined]
    return guarded


def requires(capability: str) -> Callable[[View], View]:
    """Open to whoever holds `capability` somewhere; the view still asks `can` for each object it shows."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            confined = _led_elsewhere(request)
            if confined:
                return confined
            if not can(person_of(request), capability):
                raise PermissionDenied(capability)
            return view(request, *args, **kwargs)

        guarded.access = Access("capability", capability)  # type: ignore[attr-defined]
        return guarded

    return guard


def freshly_proven(view: View) -> View:
    """Beneath `@signed_in` or `@requires`: whoever proved themselves more than ten minutes ago does so again first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_fresh(request.session):
            page = request.get_full_path() if request.method in SAFE_METHODS else request.path
            return redirect_to_login(page, login_url=reverse("accounts:prove_again"), redirect_field_name="suite")
        return view(request, *args, **kwargs)

    guarded.asks_fresh_proof = True  # type: ignore[attr-defined]
    return guarded


def person_of(request: HttpRequest) -> Any:
    """The person who is signed in; only behind `@signed_in` or `@requires`."""
    return cast("Any", request.user).person


def account_of(request: HttpRequest) -> Any:
    """The account that is signed in; only behind `@signed_in` or `@requires`."""
    return cast("Any", request.user)


def _led_elsewhere(request: HttpRequest) -> HttpResponse | None:
    """The way to the only pages this person may see, when they may see a few only and this is another."""
    confinement = confinement_of(request)
    here = request.resolver_match.view_name if request.resolver_match else ""
    return None if confinement is None or lets_in(request, here) else redirect(confinement.home)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(
        request.get_full_path(), login_url=reverse("accounts:sign_in"), redirect_field_name="suite"
    )
