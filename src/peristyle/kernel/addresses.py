"""Absolute addresses of pages, for letters and documents.

They are built from configuration, never from a request's Host header (attack L14).
"""

from typing import Any

from django.conf import settings
from django.urls import reverse


def absolute(name: str, *args: Any, **kwargs: Any) -> str:
    """The public address of the page `name`."""
    return settings.PERISTYLE_URL.rstrip("/") + reverse(name, args=args, kwargs=kwargs)
