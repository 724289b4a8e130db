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

from peristyle.kernel.permissions import can

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Access:
    """Who may see a view: `anyone`, `signed in`, or holders of a capability."""

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
        confined_to = _confined_to(request)
        if confined_to:
            return redirect(confined_to)
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
            confined_to = _confined_to(request)
            if confined_to:
                return redirect(confined_to)
            if not can(person_of(request), capability):
                raise PermissionDenied(capability)
            return view(request, *args, **kwargs)

        guarded.access = Access("capability", capability)  # type: ignore[attr-defined]
        return guarded

    return guard


def person_of(request: HttpRequest) -> Any:
    """The person who is signed in; only behind `@signed_in` or `@requires`."""
    return cast("Any", request.user).person


def _confined_to(request: HttpRequest) -> str | None:
    """The only page this person may see, when they may see one only and this is another."""
    allowed: str | None = getattr(request.user, "confined_to", None)
    is_there = request.resolver_match is not None and request.resolver_match.view_name == allowed
    return None if is_there else allowed


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(
        request.get_full_path(), login_url=reverse("accounts:sign_in"), redirect_field_name="suite"
    )
