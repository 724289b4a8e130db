"""ADE Campus: its web API, which answers in XML.

A session is opened with a login and a password, the project of a year chosen, events asked for between two days with
their resources; the type of an event is that of its activity. Days are asked as month/day/year, told as day/month/year.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import requests
from lxml import etree

from peristyle.timetable import conf
from peristyle.timetable.adapters.answers import body_of
from peristyle.timetable.models.imports import Origin
from peristyle.timetable.ports import ToolUnreadable

MOST_BYTES = 100 * 1024 * 1024
#: How much is told: events with their resources, activities with their types.
_EVENTS, _ACTIVITIES = "8", "9"


class Ade:
    """The service of the settings."""

    origin = Origin.ADE

    def __init__(self, settings: conf.AdeSettings) -> None:
        self._settings = settings

    def lines(self, first: date, last: date) -> Iterator[Mapping[str, str]]:
        """Its events between two days. Raises ToolUnreadable."""
        resources = self._settings.resources
        between = {"startDate": f"{first:%m/%d/%Y}", "endDate": f"{last:%m/%d/%Y}"}
        with requests.Session() as http, self._session(http) as session:
            asked = {"sessionId": session, "resources": resources}
            activities = self._ask(http, function="getActivities", detail=_ACTIVITIES, **asked)
            kinds = {each.get("id", ""): each.get("type", "") for each in activities.iter("activity")}
            events = self._ask(http, function="getEvents", detail=_EVENTS, **between, **asked)
            for event in events.iter("event"):
                yield _cells(event, kinds)

    @contextmanager
    def _session(self, http: requests.Session) -> Iterator[str]:
        """A session of ADE, on the project of the settings, closed after the block."""
        try:
            password = conf.secret_in(self._settings.password_file)
        except (OSError, UnicodeDecodeError) as error:
            raise ToolUnreadable("forbidden") from error
        opened = self._ask(http, function="connect", login=self._settings.login, password=password)
        session = opened.get("id")
        if not session:
            raise ToolUnreadable("forbidden")
        try:
            self._ask(http, function="setProject", sessionId=session, projectId=str(self._settings.project))
            yield session
        finally:
            self._ask(http, function="disconnect", sessionId=session)

    def _ask(self, http: requests.Session, **asked: str) -> Any:
        """The answer of a function, as an element. The address holds secrets: it stands in no message."""
        try:
            with http.get(
                str(self._settings.url),
                params=asked,
                timeout=self._settings.timeout_seconds,
                stream=True,
                allow_redirects=False,
            ) as answer:
                content = body_of(answer, most_bytes=MOST_BYTES)
        except requests.RequestException:
            raise ToolUnreadable("unreachable") from None
        return _parsed(content)


def _parsed(content: bytes) -> Any:
    """The root of an answer; neither entities nor the network are followed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ToolUnreadable("unknown_answer") from error
    if root.getroottree().docinfo.doctype:
        raise ToolUnreadable("unknown_answer")
    if root.tag == "error":
        raise ToolUnreadable("forbidden" if "connect" in root.get("name", "").lower() else "unknown_answer")
    return root


def _cells(event: Any, kinds: Mapping[str, str]) -> dict[str, str]:
    """An event as a neutral line. A repetition of an activity keeps its name when it is planned anew."""
    activity, repetition, session = (event.get(name, "") for name in ("activityId", "repetition", "session"))
    named: dict[str, list[str]] = {"trainee": [], "instructor": [], "classroom": []}
    for resource in event.iter("resource"):
        named.setdefault(resource.get("category", ""), []).append(resource.get("name", ""))
    return {
        "identifiant": f"{activity}-{repetition}-{session}" if repetition and session else event.get("id", ""),
        "titre": event.get("name", ""),
        "type": kinds.get(activity, ""),
        "mentions": " | ".join(named["trainee"]),
        "enseignants": " | ".join(named["instructor"]),
        "salles": " | ".join(named["classroom"]),
        "jour": event.get("date", ""),
        "debut": event.get("startHour", ""),
        "fin": event.get("endHour", ""),
    }
