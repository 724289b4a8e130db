"""Pages whose address is a secret: a browser must not tell it to the next page (attack A13)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def secret_address(view: View) -> View:
    """Have the browser name the house, never this page, as the one it comes from.

    `no-referrer` would say even less, but then browsers post the page's own form with `Origin: null`, which the
    protection against forged requests must refuse.
    """

    @wraps(view)
    def discreet(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        return response

    return discreet
