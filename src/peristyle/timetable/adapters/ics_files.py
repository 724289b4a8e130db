"""Reading the calendars of others: each event alone, so that a broken one loses no other.

A real export of ADE has line feeds only, lines far too long, a VTIMEZONE without its rules, and a METHOD after a
component: a parser that wants the whole file right reads none of its 750 good events.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from peristyle.timetable.rules.imports.rows import LONGEST_IDENTIFIER, LONGEST_NOTE, LONGEST_TITLE

if TYPE_CHECKING:
    # Half a second that only an import needs: read where they are used.
    from icalendar import Event

MOST_EVENTS = 20_000
#: A whole event, unfolded.
MOST_LETTERS = 64 * 1024
#: A class that takes place more often in a year is none.
MOST_TIMES = 200
#: A rule that began longer ago is not followed from its beginning.
_OLDEST = timedelta(days=800)
_EVENT = re.compile(r"^BEGIN:VEVENT[ \t\r]*$(.*?)^END:VEVENT[^\n]*$", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_FOLD = re.compile(r"\r?\n[ \t]")
#: No class is repeated within a day.
_TOO_OFTEN = re.compile(r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)|BYHOUR|BYMINUTE|BYSECOND", re.IGNORECASE)
_SUFFIX = len(" 20261130T0800")
Cells = Mapping[str, str]


class _Unreadable(Exception):
    """An event cannot become a class: a code of `rules.imports.problems`, and about what."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code)
        self.code, self.about = code, about


def is_calendar(text: str) -> bool:
    """Whether this is a calendar."""
    return text.lstrip("\ufeff \t\r\n")[:15].upper() == "BEGIN:VCALENDAR"


def lines_of_calendar(text: str, first: date, last: date) -> Iterator[Cells]:
    """The events of a calendar between two days, by column of `rules.imports.rows`; what cannot be read says why."""
    series: dict[str, list[Event]] = defaultdict(list)
    for number, found in enumerate(_EVENT.finditer(_FOLD.sub("", text))):
        if number >= MOST_EVENTS:
            yield _problem(_Unreadable("too_many_events", str(MOST_EVENTS)))
            break
        try:
            event = _read(found[1], first)
        except _Unreadable as unreadable:
            yield _problem(unreadable)
            continue
        series[_text(event, "UID") or f"#{number}"].append(event)
    zone = timezone.get_current_timezone()
    for versions in series.values():
        try:
            yield from [_cells(each, versions, zone) for each in _times(versions, first, last)]
        except _Unreadable as unreadable:
            yield _problem(unreadable)


def _read(block: str, first: date) -> "Event":
    """An event that can be a class, alone in a calendar of its own."""
    from icalendar import Calendar  # noqa: PLC0415

    if len(block) > MOST_LETTERS:
        raise _Unreadable("broken_component", f"{len(block)} octets")
    try:
        calendar = Calendar.from_ical(f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT{block}END:VEVENT\r\nEND:VCALENDAR\r\n")
        (event,) = calendar.events
        starts, ends = event.start, event.end
    except Exception as error:  # a parser that is given anything may raise anything
        raise _Unreadable("broken_component", str(error)) from error
    if not isinstance(starts, datetime) or not isinstance(ends, datetime):
        raise _Unreadable("whole_day", _text(event, "SUMMARY"))
    if "RRULE" in event and (_TOO_OFTEN.search(block) or starts.date() < first - _OLDEST):
        raise _Unreadable("too_many_times", _text(event, "SUMMARY"))
    return event


def _times(versions: list["Event"], first: date, last: date) -> list["Event"]:
    """An event as often as it takes place between two days, as its newest versions tell it."""
    import recurring_ical_events  # noqa: PLC0415
    from icalendar import Calendar  # noqa: PLC0415

    calendar = Calendar()
    for version in versions:
        calendar.add_component(version)
    try:
        found: list[Any] = recurring_ical_events.of(calendar).between(first, last + timedelta(days=1))
    except Exception as error:
        raise _Unreadable("broken_component", str(error)) from error
    if len(found) > MOST_TIMES:
        raise _Unreadable("too_many_times", _text(versions[0], "SUMMARY"))
    return found


def _cells(event: "Event", versions: list["Event"], zone: tzinfo) -> Cells:
    uid = _text(event, "UID")[: LONGEST_IDENTIFIER - _SUFFIX]
    # Each time of a series keeps the name of its place in it, wherever it was moved.
    in_series = len(versions) > 1 or "RRULE" in versions[0] or "RDATE" in versions[0]
    place = f" {event.decoded('RECURRENCE-ID'):%Y%m%dT%H%M}" if in_series else ""
    mentions = (line.strip() for line in _text(event, "DESCRIPTION").replace("|", " ").splitlines())
    return {
        "identifiant": f"{uid}{place}" if uid else "",
        "titre": _text(event, "SUMMARY")[:LONGEST_TITLE],
        "mentions": " | ".join(line for line in mentions if line),
        "salles": _text(event, "LOCATION"),
        "debut": _local(event.start, zone).isoformat(),
        "fin": _local(event.end, zone).isoformat(),
        "annulee": "oui" if _text(event, "STATUS").upper() == "CANCELLED" else "",
        "note": _text(event, "COMMENT")[:LONGEST_NOTE],
    }


def _local(instant: Any, zone: tzinfo) -> datetime:
    """In the zone of the house: that of an instant which tells none."""
    local: datetime = instant.astimezone(zone) if instant.tzinfo else instant.replace(tzinfo=zone)
    return local


def _text(event: "Event", name: str) -> str:
    told = event.get(name, "")
    return str(told[0] if isinstance(told, list) else told)


def _problem(unreadable: _Unreadable) -> Cells:
    """A line that says why an event is none."""
    about = " ".join(unreadable.about.split())[:80]
    return {"probleme": f"{unreadable.code} {about}", "debut": "-", "fin": "-"}
