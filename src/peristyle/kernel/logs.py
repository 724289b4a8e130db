"""Structured logs: one JSON object a line, each with the request it belongs to and without secrets."""

import logging
import re
from contextvars import ContextVar

from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str] = ContextVar("request_id", default="-")
# A token of `kernel.tokens` within an address: whoever writes the line (Django tells the path of each refused page).
# That of a feed is taken out wherever it stands, and whatever follows /ical/, however it was cut or misspelt.
_TOKEN = re.compile(
    r"(?<=/)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])"
    r"|(?:(?<=%[0-9A-F]{2})|(?<![A-Za-z0-9_-]))[a-z2-7]{32}(?![A-Za-z0-9_-])"
    r"|(?<=/ical/)[^\s\"\\/]+"
)


class RequestIdFilter(logging.Filter):
    """Adds the id of its request to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the id; keep every record. Django tells of a refused page once the request is over, and names it."""
        record.request_id = getattr(getattr(record, "request", None), "request_id", request_id.get())
        return True


class JsonLines(JsonFormatter):
    """One JSON object a line, in which no address holds its secret (attack A13)."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record, then take the tokens out of it."""
        return _TOKEN.sub("…", super().format(record))
