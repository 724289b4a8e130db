"""A tool at home that publishes a calendar at a secret address."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.harness.local_server import served

SECRET = "/calendrier.ics?cle=tres-secrete"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:9001\r\n"
    "DTSTART:20261130T070000Z\r\nDTEND:20261130T083000Z\r\n"
    "SUMMARY:HAI501I Algorithmique\r\nLOCATION:TD 5.01\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@dataclass
class Published:
    """What it answers, and what it was asked."""

    text: str = CALENDAR
    status: int = 200
    asked: list[str] = field(default_factory=list)
    url: str = ""


@contextmanager
def calendar_service() -> Iterator[Published]:
    """The server, for the time of a test."""
    published = Published()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            published.asked.append(self.path)
            self.send_response(published.status)
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("Location", published.url)
            self.end_headers()
            # The house hangs up on an answer that is too long.
            with suppress(ConnectionError):
                self.wfile.write(published.text.encode())

    with served(Handler) as address:
        published.url = f"{address}{SECRET}"
        yield published
