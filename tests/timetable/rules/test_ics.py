"""Calendars are what other programs read in them: two parsers that know nothing of ours agree with the model."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from peristyle.timetable.rules.ics import Event, calendar_text, cleaned, escaped, folded

PARIS = ZoneInfo("Europe/Paris")
NASTY = ["\n", "\r\n", "\r", ";", ",", "\\", "\\n", ":", '"', " ", "\t", "\0", "\u2028", "\u0085", "é", "👩🏽‍🎓", "漢"]
NASTY += ["<script>alert(1)</script>", "END:VEVENT", "\r\nATTACH:http://evil.test/", "BEGIN:VALARM", "x" * 80]
texts = st.lists(st.sampled_from(NASTY) | st.text(max_size=30), max_size=12).map("".join)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001 — in UTC
    lambda instant: instant.replace(microsecond=0)
)
events = st.builds(
    Event,
    uid=st.uuids().map(lambda uid: f"{uid}@ent.test"),
    starts_at=instants,
    ends_at=instants,
    published_at=instants,
    changed_at=instants,
    summary=texts,
    sequence=st.integers(0, 10_000),
    cancelled=st.booleans(),
    location=texts,
    description=texts,
    url=st.just("https://ent.test/emploi-du-temps/seances/1/"),
)
some_events = st.lists(events, max_size=2, unique_by=lambda event: event.uid)


@given(told=some_events)
def test_icalendar_reads_the_model(told: list[Event]) -> None:
    read = icalendar.Calendar.from_ical(calendar_text("Emploi du temps", told))

    assert [as_icalendar_reads(event) for event in read.walk("VEVENT")] == [as_told(event) for event in told]
    assert [component.errors for component in read.walk()] == [[] for _ in read.walk()]


@given(told=some_events)
def test_vobject_reads_the_model(told: list[Event]) -> None:
    read = vobject.readOne(calendar_text("Emploi du temps", told).decode())

    assert [as_vobject_reads(event) for event in read.contents.get("vevent", [])] == [as_told(event) for event in told]


def as_told(event: Event) -> dict[str, object]:
    return {
        "uid": event.uid,
        "starts": event.starts_at,
        "ends": event.ends_at,
        "changed": event.changed_at,
        "summary": cleaned(event.summary),
        "location": cleaned(event.location),
        "description": cleaned(event.description),
        "sequence": event.sequence,
        "status": "CANCELLED" if event.cancelled else "CONFIRMED",
    }


def as_icalendar_reads(event: icalendar.Event) -> dict[str, object]:
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
    return {
        "uid": str(event["UID"]),
        "starts": event["DTSTART"].dt.astimezone(UTC),
        "ends": event["DTEND"].dt.astimezone(UTC),
        "changed": event["LAST-MODIFIED"].dt,
        "summary": str(event["SUMMARY"]),
        "location": str(event.get("LOCATION", "")),
        "description": str(event.get("DESCRIPTION", "")),
        "sequence": event["SEQUENCE"],
        "status": str(event["STATUS"]),
    }


def as_vobject_reads(event: vobject.base.Component) -> dict[str, object]:
    return {
        "uid": event.uid.value,
        "starts": event.dtstart.value.astimezone(UTC),
        "ends": event.dtend.value.astimezone(UTC),
        "changed": event.last_modified.value.astimezone(UTC),
        "summary": event.summary.value,
        "location": event.location.value if "location" in event.contents else "",
        "description": event.description.value if "description" in event.contents else "",
        "sequence": int(event.sequence.value),
        "status": event.status.value,
    }


@given(texts)
def test_a_folded_line_is_short_whole_in_each_part_and_the_line_again(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"

    parts = folded(line).split(b"\r\n")

    assert all(len(part) <= 75 for part in parts)
    assert all(part.decode() for part in parts)
    assert folded(line).replace(b"\r\n ", b"").decode() == line


@given(texts)
def test_no_text_opens_a_line_of_its_own(text: str) -> None:
    event = Event("1@ent.test", *[datetime(2026, 11, 30, 8, tzinfo=UTC)] * 4, text, location=text, description=text)

    lines = calendar_text(text, [event]).replace(b"\r\n ", b"").split(b"\r\n")

    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert [line for line in lines if line.startswith((b"ATTACH", b"BEGIN:VALARM"))] == []
    assert lines.count(b"END:VEVENT") == 1


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"], ids=["spring forward", "fall back"])
def test_each_hour_of_the_days_that_change_time_is_told_as_it_is(day: str) -> None:
    midnight = datetime.fromisoformat(day).replace(tzinfo=PARIS).astimezone(UTC)
    hours = [midnight + timedelta(hours=number) for number in range(25)]
    told = [Event(f"{at:%H}", at, at + timedelta(minutes=30), at, at, "CM") for at in hours]

    read = icalendar.Calendar.from_ical(calendar_text("Emploi du temps", told))

    assert [event["DTSTART"].dt.astimezone(UTC) for event in read.walk("VEVENT")] == hours


def test_the_time_zone_told_is_that_of_paris() -> None:
    (zone,) = icalendar.Calendar.from_ical(calendar_text("", [])).walk("VTIMEZONE")
    told, noon = zone.to_tz(lookup_tzid=False), datetime(2026, 1, 1, 12)  # noqa: DTZ001 — given to each zone below

    for day in range(0, 3000, 7):
        wall = noon + timedelta(days=day)
        assert wall.replace(tzinfo=told).utcoffset() == wall.replace(tzinfo=PARIS).utcoffset()


def test_a_calendar_of_nothing_is_valid() -> None:
    read = icalendar.Calendar.from_ical(calendar_text("Emploi du temps", []))

    assert (str(read["VERSION"]), str(read["X-PUBLISHED-TTL"])) == ("2.0", "PT1H")
    assert read["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert [component.name for component in read.subcomponents] == ["VTIMEZONE"]
