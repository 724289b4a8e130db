"""Calendars as programs read them: RFC 5545 with the names and the rhythm of RFC 7986, written byte for byte alike.

One shape only is written: dated events in the time of Paris, without recurrence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from unicodedata import category
from zoneinfo import ZoneInfo

#: « Lines of text SHOULD NOT be longer than 75 octets, excluding the line break » (RFC 5545, § 3.1).
LONGEST_LINE = 75
ZONE = "Europe/Paris"
_PARIS = ZoneInfo(ZONE)
_LINE_ENDS = str.maketrans({"\u0085": "\n", "\u2028": "\n", "\u2029": "\n"})
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
#: The rule of the European Union since 1996: nothing older is ever told.
_TIME_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    f"X-LIC-LOCATION:{ZONE}",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "DTSTART:19970330T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "DTSTART:19971026T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True)
class Event:
    """Something dated, as calendars tell it; `sequence` counts its changes, `uid` outlives them."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    published_at: datetime
    changed_at: datetime
    summary: str
    sequence: int = 0
    cancelled: bool = False
    location: str = ""
    description: str = ""
    url: str = ""


def calendar_text(name: str, events: Iterable[Event], *, refresh: str = "PT1H") -> bytes:
    """A whole calendar; without events it is valid too. `refresh`: how long programs may wait before they ask again.

    It says no METHOD: DTSTAMP then tells when an event last changed (RFC 5545, § 3.8.7.2), so that the same timetable
    is always the same bytes.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Peristyle//Emploi du temps//FR",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"X-WR-TIMEZONE:{ZONE}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{refresh}",
        f"X-PUBLISHED-TTL:{refresh}",
        *_TIME_ZONE,
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) + b"\r\n" for line in lines)


def cleaned(text: str) -> str:
    """The text without what no calendar may hold: control characters go, every end of line is a newline."""
    if text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    return "".join(sign for sign in lines if sign in "\n\t" or category(sign) not in {"Cc", "Cs"})


def escaped(text: str) -> str:
    """A value of type TEXT (RFC 5545, § 3.3.11)."""
    return cleaned(text).translate(_ESCAPES)


def folded(line: str) -> bytes:
    """The line in UTF-8, none of its parts longer than 75 octets, no character cut in two."""
    octets = line.encode()
    if len(octets) <= LONGEST_LINE:
        return octets
    parts, start = [], 0
    while start < len(octets):
        # The space that opens each part but the first counts too.
        end = min(start + LONGEST_LINE - bool(start), len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # noqa: PLR2004 — a byte within a character
            end -= 1
        parts.append(octets[start:end])
        start = end
    return b"\r\n ".join(parts)


def _event(event: Event) -> Iterator[str]:
    changed = _utc(event.changed_at)
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{changed}"
    yield f"DTSTART{_local(event.starts_at)}"
    yield f"DTEND{_local(event.ends_at)}"
    yield f"CREATED:{_utc(event.published_at)}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.location:
        yield f"LOCATION:{escaped(event.location)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "STATUS:CANCELLED" if event.cancelled else "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT" if event.cancelled else "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _local(instant: datetime) -> str:
    """The wall clock of Paris; in the hour that autumn tells twice, its second telling can only be said in UTC."""
    local = instant.astimezone(_PARIS)
    return f":{_utc(instant)}" if local.fold else f";TZID={ZONE}:{local:%Y%m%dT%H%M%S}"
