"""What happens around every request: an id, security headers, no cache for personal pages."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from peristyle.kernel import logs, origins

GetResponse = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("peristyle.requests")
#: Six photographed pages of ten megabytes.
LARGEST_BODY = 64 * 1024 * 1024
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'{form_action}; base-uri 'none'; frame-ancestors 'none'"
)


def request_ids(get_response: GetResponse) -> GetResponse:
    """Give each request an id (the proxy's when it sends a sane one), log one line for it, return it."""

    def respond(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        identifier = given if _ID.fullmatch(given) else secrets.token_hex(8)
        request.request_id = identifier  # type: ignore[attr-defined]
        token = logs.request_id.set(identifier)
        origin = origins.present.set(origins.address(request))
        browser = origins.browser.set(request.headers.get("User-Agent", "")[:300])
        started = time.perf_counter()
        try:
            response = get_response(request)
            response["X-Request-Id"] = identifier
            logger.info(
                "request",
                extra={
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "milliseconds": round((time.perf_counter() - started) * 1000, 1),
                },
            )
            return response
        finally:
            origins.browser.reset(browser)
            origins.present.reset(origin)
            logs.request_id.reset(token)

    return respond


def security_headers(get_response: GetResponse) -> GetResponse:
    """A strict Content-Security-Policy and its companions, on every answer."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        extra_targets = getattr(response, "form_targets", ())
        response.headers.setdefault(
            "Content-Security-Policy",
            CONTENT_SECURITY_POLICY.format(form_action="".join(f" {target}" for target in extra_targets)),
        )
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if _is_page(response):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return respond


def bounded_bodies(get_response: GetResponse) -> GetResponse:
    """Read nothing of a request that announces more than the largest form sends; without a length nothing is read."""

    def respond(request: HttpRequest) -> HttpResponse:
        length = request.headers.get("Content-Length", "")
        if length.isascii() and length.isdigit() and int(length) > LARGEST_BODY:
            return HttpResponse("413", status=413, content_type="text/plain")
        return get_response(request)

    return respond


def _is_page(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")
