"""Absolute addresses of pages, for letters and documents.

They are built from configuration, never from a request's Host header (attack L14).
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse


def absolute(name: str, *args: Any, **kwargs: Any) -> str:
    """The public address of the page `name`."""
    return settings.PERISTYLE_URL.rstrip("/") + reverse(name, args=args, kwargs=kwargs)


def origin() -> str:
    """The house's origin as browsers name it: scheme, host and, if it is not the usual one, port."""
    parts = urlsplit(settings.PERISTYLE_URL)
    return f"{parts.scheme}://{parts.netloc}"


def host() -> str:
    """The house's host name alone."""
    return urlsplit(settings.PERISTYLE_URL).hostname or ""
