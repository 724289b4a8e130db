"""The house shut for works: while the file `maintenance` lies in PERISTYLE_DATA, every page says so."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from peristyle.ui.errors import error_page

GetResponse = Callable[[HttpRequest], HttpResponse]
#: What watches over the house goes on watching.
STAYS_OPEN = "/sante/"
RETRY_AFTER_SECONDS = "300"


def sign() -> Path:
    """The file that shuts the house while it is there."""
    return Path(settings.PERISTYLE_DATA) / "maintenance"


def maintenance(get_response: GetResponse) -> GetResponse:
    """Answer 503 with the maintenance page while the file is there; `touch` and `rm` open and shut."""
    shut = sign()

    def respond(request: HttpRequest) -> HttpResponse:
        if shut.exists() and not request.path.startswith(STAYS_OPEN):
            response = error_page(request, "maintenance.html", 503)
            response["Retry-After"] = RETRY_AFTER_SECONDS
            return response
        return get_response(request)

    return respond
