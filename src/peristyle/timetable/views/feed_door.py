"""What calendar programs ask for, all day long: their answers pass by sessions, languages and forms.

They have no cookies, and nine times in ten nothing changed: the whole answer is one read of the database.
"""

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import SAFE_METHODS, writes_by_itself
from peristyle.timetable.actions.feeds.answer_feed import Calendar, calendar_behind
from peristyle.timetable.actions.feeds.count_guesses import too_many_guesses
from peristyle.ui import maintenance

START, END = "/emploi-du-temps/ical/", ".ics"
NOT_FOUND, NOT_MODIFIED, TOO_MANY = 404, 304, 429
_LATER = "60"


def feeds_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware: answer feeds at once, unless the house is shut for works."""
    shut = maintenance.sign()

    def respond(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path.startswith(START) and path.endswith(END) and not shut.exists():
            return feed(request, path[len(START) : -len(END)])
        return get_response(request)

    return respond


@anyone
@writes_by_itself
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """/emploi-du-temps/ical/<token>.ics: the calendar of whoever made this secret address."""
    if request.method not in SAFE_METHODS:
        return HttpResponseNotAllowed(sorted(SAFE_METHODS))
    calendar = calendar_behind(token)
    if calendar is None:
        return _nothing_there()
    if _is_known(request, calendar):
        return _described(HttpResponse(status=NOT_MODIFIED), calendar)
    body = calendar.body()
    if body is None:
        return _nothing_there()
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.headers["Content-Encoding"] = "gzip"
    else:
        response.content = gzip.decompress(body)
    response.headers["Content-Disposition"] = 'inline; filename="emploi-du-temps.ics"'
    return _described(response, calendar)


def _described(response: HttpResponse, calendar: Calendar) -> HttpResponse:
    # Weak: the same calendar goes compressed and not (RFC 9110, § 8.8.1).
    response.headers["ETag"] = _tag(calendar)
    response.headers["Last-Modified"] = http_date(calendar.changed_at.timestamp())
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    return _discreet(response)


def _nothing_there() -> HttpResponse:
    """The same answer whether the secret was revoked, erased, or never given."""
    if too_many_guesses():
        return _discreet(HttpResponse(status=TOO_MANY, headers={"Retry-After": _LATER}, content_type="text/plain"))
    return _discreet(HttpResponse("404", status=NOT_FOUND, content_type="text/plain"))


def _discreet(response: HttpResponse) -> HttpResponse:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _tag(calendar: Calendar) -> str:
    return f'W/"{calendar.etag}"'


def _is_known(request: HttpRequest, calendar: Calendar) -> bool:
    """Whether the program has these bytes: by their tag, else by their date (RFC 9110, § 13.2.2)."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        known = {tag.removeprefix("W/") for tag in parse_etags(tags)}
        return "*" in known or f'"{calendar.etag}"' in known
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and int(calendar.changed_at.timestamp()) <= since
