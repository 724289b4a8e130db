"""The floor of pages: the same server with nothing to say."""

from collections.abc import Callable, Iterable
from typing import Any


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:  # noqa: ARG001
    """Answer a few bytes."""
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<!doctype html><title>bare</title>"]
