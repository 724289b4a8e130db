"""Error pages in the house's look; they need no database and no session."""

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import get_language

from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import never_touches_the_database


def error_page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page of the house that leans on nothing that may be broken."""
    context = {
        "request_id": getattr(request, "request_id", ""),
        "language": (get_language() or "fr")[:2],
        "visit": getattr(request, "visit", None),
    }
    return HttpResponse(loader.get_template(template, using="jinja2").template.render(context), status=status)  # type: ignore[attr-defined]


@anyone
@never_touches_the_database
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400: the request could not be understood."""
    return error_page(request, "400.html", 400)


@anyone
@never_touches_the_database
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: signed in, but this page is for others."""
    return error_page(request, "403.html", 403)


@anyone
@never_touches_the_database
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: nothing lives at this address."""
    return error_page(request, "404.html", 404)


@anyone
@never_touches_the_database
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, with the number to quote."""
    return error_page(request, "500.html", 500)


@anyone
@never_touches_the_database
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: the form was too old or came from elsewhere."""
    return error_page(request, "csrf.html", 403)
