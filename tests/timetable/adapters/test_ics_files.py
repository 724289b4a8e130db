"""Calendars of other tools: what is right in them comes in, whatever stands beside it; what would burst is refused."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.timetable.adapters.ics_files import MOST_LETTERS, is_calendar, lines_of_calendar

FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)
GOOD = """BEGIN:VEVENT
DTSTAMP:20261124T051200Z
DTSTART:20261130T070000Z
DTEND:20261130T083000Z
SUMMARY:CM HAI501I
LOCATION:TD 5.01,TD 5.02
DESCRIPTION:\\n\\nL3 INFO TD 2\\nDUPONT Jean\\n(Exporté le:24/11/2026 05:12)\\n
UID:ADE60556d706c6f69
END:VEVENT
"""


def calendar(*events: str) -> str:
    """As ADE exports it: line feeds, a time zone without rules, METHOD after a component."""
    zone = "BEGIN:VTIMEZONE\nTZID:Europe/Paris\nEND:VTIMEZONE\n"
    return (
        "BEGIN:VCALENDAR\nPRODID:-//ADE/version 6.0\n" + zone + "METHOD:REQUEST\n" + "".join(events) + "END:VCALENDAR\n"
    )


def event(**properties: str) -> str:
    """An event of one's own."""
    facts = {
        "UID": "u1",
        "DTSTART;TZID=Europe/Paris": "20261005T080000",
        "DTEND;TZID=Europe/Paris": "20261005T093000",
        "SUMMARY": "TD HAI501I",
    } | {name.replace("__", ";").replace("TZID_", "TZID="): value for name, value in properties.items()}
    return "BEGIN:VEVENT\n" + "".join(f"{name}:{value}\n" for name, value in facts.items()) + "END:VEVENT\n"


def read(*events: str) -> list[Mapping[str, str]]:
    return list(lines_of_calendar(calendar(*events), FIRST, LAST))


def test_an_event_of_ade_is_told_in_the_time_of_the_house() -> None:
    (line,) = read(GOOD)

    assert line["identifiant"] == "ADE60556d706c6f69"
    assert (line["debut"], line["fin"]) == ("2026-11-30T08:00:00+01:00", "2026-11-30T09:30:00+01:00")
    assert line["salles"] == "TD 5.01,TD 5.02"
    assert line["mentions"].split(" | ")[:2] == ["L3 INFO TD 2", "DUPONT Jean"]


@pytest.mark.parametrize(
    "broken",
    [
        "BEGIN:VEVENT\nDTSTART:hier\nDTEND:20261130T083000Z\nUID:x\nEND:VEVENT\n",
        "BEGIN:VEVENT\nSUMMARY:sans dates\nEND:VEVENT\n",
        "BEGIN:VEVENT\nn’importe quoi\nEND:VEVENT\n",
        event(DESCRIPTION="x" * MOST_LETTERS),
    ],
)
def test_a_broken_event_is_reported_and_the_others_come_in(broken: str) -> None:
    lines = read(GOOD, broken, GOOD.replace("UID:ADE6", "UID:ADE7"))

    assert sorted(line.get("probleme", "").partition(" ")[0] for line in lines) == ["", "", "broken_component"]


def test_whole_days_are_no_class() -> None:
    (line,) = read("BEGIN:VEVENT\nUID:h\nDTSTART;VALUE=DATE:20261111\nSUMMARY:Férié\nEND:VEVENT\n")

    assert line["probleme"] == "whole_day Férié"


def test_a_rule_is_followed_within_the_year_but_for_its_exceptions_and_moves() -> None:
    rule = {"RRULE": "FREQ=WEEKLY;COUNT=4", "EXDATE__TZID_Europe/Paris": "20261012T080000"}
    moved = event(
        **{
            "RECURRENCE-ID__TZID_Europe/Paris": "20261019T080000",
            "DTSTART__TZID_Europe/Paris": "20261020T140000",
            "DTEND__TZID_Europe/Paris": "20261020T153000",
        }
    )

    lines = read(event(**rule), moved)

    assert {line["identifiant"]: line["debut"] for line in lines} == {
        "u1 20261005T0800": "2026-10-05T08:00:00+02:00",
        "u1 20261019T0800": "2026-10-20T14:00:00+02:00",
        # An hour of the wall clock, over the change to winter time.
        "u1 20261026T0800": "2026-10-26T08:00:00+01:00",
    }


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=2",
        "FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,1,2,3,4,5,6,7,8,9",
        "FREQ=DAILY",
    ],
)
def test_a_rule_that_would_burst_is_refused(rule: str) -> None:
    lines = read(event(RRULE=rule), GOOD)

    assert sorted(line.get("probleme", "").partition(" ")[0] for line in lines) == ["", "too_many_times"]


def test_a_rule_from_the_dawn_of_time_is_not_followed() -> None:
    old = {"DTSTART;TZID=Europe/Paris": "00010101T080000", "DTEND;TZID=Europe/Paris": "00010101T090000"}

    (line,) = read(event(RRULE="FREQ=WEEKLY", **old))

    assert line["probleme"].startswith("too_many_times")


def test_a_cancelled_event_says_so() -> None:
    (line,) = read(event(STATUS="CANCELLED"))

    assert line["annulee"] == "oui"


def test_a_line_of_ten_megabytes_is_one_broken_event() -> None:
    lines = read(event(DESCRIPTION="x" * 10_000_000), GOOD)

    assert len(lines) == 2


@given(st.text(max_size=300))
def test_whatever_stands_between_two_events_both_come_in(noise: str) -> None:
    between = noise.replace("BEGIN", "").replace("begin", "").replace("END", "").replace("end", "")
    lines = read(GOOD, f"{between}\n", GOOD.replace("UID:ADE6", "UID:ADE7"))

    assert {line.get("identifiant") for line in lines} >= {"ADE60556d706c6f69", "ADE70556d706c6f69"}


def test_a_calendar_is_known_by_its_first_words() -> None:
    assert is_calendar("\ufeffBEGIN:VCALENDAR\r\n")
    assert not is_calendar("debut;fin\n")
