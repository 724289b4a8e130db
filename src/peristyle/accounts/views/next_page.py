"""Where to go once one has proved who one is."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

NEXT_PAGE = "suite"


def next_page(request: HttpRequest) -> str:
    """The page first asked for, if it is one of ours (attack L15), else the home."""
    asked = asked_page(request)
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/") else "/"


def asked_page(request: HttpRequest) -> str:
    """What the address or the form says, whatever it is."""
    return str(request.POST.get(NEXT_PAGE) or request.GET.get(NEXT_PAGE) or "")[:2000]
