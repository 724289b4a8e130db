"""ADE at home: a server that speaks the web API that ADE's clients use."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import quoteattr

from tests.harness.local_server import served

LOGIN, PASSWORD, PROJECT, RESOURCES = "lecture", "mot de passe", "7", "12,15"


def event(**facts: str) -> dict[str, Any]:
    """A class of ADE: the TD of HAI501I of Monday 30 November at 8, in TD 5.01."""
    return {
        "id": "9001",
        "activityId": "41",
        "repetition": "1",
        "session": "3",
        "name": "HAI501I Algorithmique",
        "date": "30/11/2026",
        "startHour": "08:00",
        "endHour": "09:30",
        "resources": [("trainee", "L3 Info TD 2"), ("classroom", "TD 5.01")],
    } | facts


@dataclass
class Service:
    """What it holds, what it was asked, how it misbehaves."""

    events: list[dict[str, Any]] = field(default_factory=lambda: [event()])
    kinds: dict[str, str] = field(default_factory=lambda: {"41": "TD"})
    asked: list[dict[str, str]] = field(default_factory=list)
    open_sessions: set[str] = field(default_factory=set)
    text: str | None = None
    status: int = 200
    url: str = ""

    def answer(self, address: str) -> tuple[int, str]:
        """Status and text."""
        asked = dict(parse_qsl(urlsplit(address).query))
        self.asked.append(asked)
        if self.status != HTTPStatus.OK:
            return self.status, ""
        if asked["function"] == "connect":
            if (asked.get("login"), asked.get("password")) != (LOGIN, PASSWORD):
                return 200, '<error name="ConnectException" trace="bad login"/>'
            self.open_sessions.add("s1")
            return 200, '<session id="s1"/>'
        if asked.get("sessionId") not in self.open_sessions:
            return 200, '<error name="SessionException" trace="no session"/>'
        if asked["function"] == "disconnect":
            self.open_sessions.discard(asked["sessionId"])
            return 200, "<disconnected/>"
        return 200, self.text or getattr(self, asked["function"])(asked)

    def setProject(self, asked: dict[str, str]) -> str:  # noqa: N802 — as ADE calls it
        """The project is chosen."""
        return f"<setProject projectId={quoteattr(asked['projectId'])}/>"

    def getActivities(self, _asked: dict[str, str]) -> str:  # noqa: N802
        """The types of activities."""
        told = "".join(f"<activity id={quoteattr(key)} type={quoteattr(kind)}/>" for key, kind in self.kinds.items())
        return f"<activities>{told}</activities>"

    def getEvents(self, _asked: dict[str, str]) -> str:  # noqa: N802
        """The events with their resources."""
        return f"<events>{''.join(map(_told, self.events))}</events>"


def _told(facts: dict[str, Any]) -> str:
    attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in facts.items() if name != "resources")
    resources = "".join(
        f"<resource category={quoteattr(category)} name={quoteattr(name)}/>" for category, name in facts["resources"]
    )
    return f"<event {attributes}><resources>{resources}</resources></event>"


@contextmanager
def ade_service() -> Iterator[Service]:
    """The server, for the time of a test."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, text = service.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "text/xml; charset=utf-8")
            self.send_header("Location", service.url)
            self.end_headers()
            # The house hangs up on an answer that is too long.
            with suppress(ConnectionError):
                self.wfile.write(text.encode())

    with served(Handler) as address:
        service.url = f"{address}/jsp/webapi"
        yield service
