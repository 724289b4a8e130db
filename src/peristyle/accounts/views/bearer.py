"""Views for programs: a personal token in the Authorization header says whom they speak for (RFC 6750)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from peristyle.accounts.actions.tokens.use_token import token_holder
from peristyle.kernel.access import Access

View = Callable[..., HttpResponse]
SCHEME = "bearer "


def token_required(scope: str) -> Callable[[View], View]:
    """Above `@reads`: call the view with the account whose token opens `scope`; a session is worth nothing here.

    « Because of the security weaknesses associated with the URI method […] it SHOULD NOT be used » (RFC 6750, § 2.3):
    a token in the query is not looked at.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            shown = request.headers.get("Authorization", "")
            secret = shown[len(SCHEME) :].strip() if shown.lower().startswith(SCHEME) else ""
            account = token_holder(secret, scope) if secret else None
            if account is None:
                return _unauthorized(scope, was_shown=bool(secret))
            return view(request, account, *args, **kwargs)

        guarded.access = Access("token", scope)  # type: ignore[attr-defined]
        return guarded

    return guard


def _unauthorized(scope: str, *, was_shown: bool) -> HttpResponse:
    error = ', error="invalid_token"' if was_shown else ""
    response = JsonResponse({"error": "invalid_token" if was_shown else "token_required"}, status=401)
    response["WWW-Authenticate"] = f'Bearer realm="ENT", scope="{scope}"{error}'
    return response
