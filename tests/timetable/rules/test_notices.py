"""When people are told of changes, and what several changes come to."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from peristyle.timetable.rules.notices import (
    GATHERED,
    Change,
    News,
    QuietHours,
    course_of,
    first_instant,
    when_to_tell,
)
from peristyle.timetable.rules.sessions import Placement, Slot

PARIS = ZoneInfo("Europe/Paris")
NIGHT = QuietHours(time(21), time(7))


def paris(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=PARIS)


def there(said: str, room: str = "A", teacher: int = 1) -> Placement:
    starts_at = paris(said)
    return Placement(
        Slot(starts_at, starts_at + timedelta(hours=1)), rooms=frozenset({room}), teachers=frozenset({teacher})
    )


@pytest.mark.parametrize(
    ("now", "starts_at", "told_at"),
    [
        ("2026-11-30 14:00", "2026-12-02 08:00", None),
        ("2026-11-30 20:59", "2026-12-02 08:00", None),
        ("2026-11-30 21:00", "2026-12-02 08:00", "2026-12-01 07:00"),
        ("2026-11-30 23:30", "2026-12-01 14:00", "2026-12-01 07:00"),
        ("2026-11-30 23:30", "2026-12-01 08:00", None),
        ("2026-12-01 03:00", "2026-12-01 11:45", None),
        ("2026-12-01 03:00", "2026-12-01 12:00", "2026-12-01 07:00"),
        ("2026-12-01 06:59:59", "2026-12-03 12:00", "2026-12-01 07:00:14"),
        ("2026-12-01 07:00", "2026-12-03 12:00", None),
        # The nights in which clocks change.
        ("2026-10-24 22:00", "2026-10-26 14:00", "2026-10-25 07:00"),
        ("2027-03-27 23:00", "2027-03-29 14:00", "2027-03-28 07:00"),
        ("2026-12-31 23:30", "2027-01-04 14:00", "2027-01-01 07:00"),
    ],
)
def test_by_night_only_the_morning_that_follows_is_told_at_once(now: str, starts_at: str, told_at: str | None) -> None:
    expected = paris(told_at) if told_at else paris(now) + GATHERED

    assert when_to_tell(paris(now), paris(now), paris(starts_at), NIGHT, PARIS) == expected


def test_quiet_hours_may_lie_within_a_day_or_be_none() -> None:
    siesta = QuietHours(time(13), time(14))

    assert siesta.over_after(paris("2026-11-30 13:30")) == paris("2026-11-30 14:00")
    assert siesta.over_after(paris("2026-11-30 15:00")) is None
    assert QuietHours(time(7), time(7)).over_after(paris("2026-11-30 07:00")) is None


def test_a_change_matters_if_its_old_or_its_new_place_is_near() -> None:
    now = paris("2026-11-30 14:00")

    assert first_instant(now, there("2026-12-20 08:00"), there("2026-12-02 08:00")) == paris("2026-12-02 08:00")
    assert first_instant(now, there("2026-12-20 08:00"), there("2026-12-21 08:00")) is None
    assert first_instant(now, there("2026-11-30 08:00"), there("2026-12-07 14:00")) is None


def test_a_late_worker_waits_no_more() -> None:
    now = paris("2026-11-30 14:05")

    assert when_to_tell(now, paris("2026-11-30 14:00"), paris("2026-12-02 08:00"), NIGHT, PARIS) == now


@pytest.mark.parametrize(
    ("changes", "is_cancelled", "was", "now_is", "news"),
    [
        ([("08", "10", "")], False, True, True, News.MOVED),
        ([("08", "08", "cancelled")], True, True, True, News.CANCELLED),
        ([("08", "08", "restored")], False, True, True, News.RESTORED),
        ([("08", "08", "")], False, True, True, None),
        ([("08", "10", ""), ("10", "08", "")], False, True, True, None),
        ([("08", "08", "cancelled"), ("08", "08", "restored")], False, True, True, None),
        ([("08", "08", "cancelled"), ("08", "10", "restored")], False, True, True, News.MOVED),
        ([("08", "10", "")], True, True, True, None),
        ([("08", "10", ""), ("10", "10", "cancelled")], True, True, True, News.CANCELLED),
        ([("08", "08", "")], False, False, True, News.JOINED),
        ([("08", "08", "")], False, True, False, News.LEFT),
        ([("08", "08", "cancelled")], True, False, True, None),
        ([("08", "08", "restored")], False, True, False, None),
    ],
)
def test_several_changes_of_a_session_are_told_as_one(
    *, changes: list[tuple[str, str, str]], is_cancelled: bool, was: bool, now_is: bool, news: News | None
) -> None:
    course = course_of(
        [
            Change(
                there(f"2026-12-01 {before}:00"),
                there(f"2026-12-01 {after}:00"),
                cancelled=what == "cancelled",
                restored=what == "restored",
            )
            for before, after, what in changes
        ],
        is_cancelled=is_cancelled,
    )

    assert course.news(was_concerned=was, is_concerned=now_is) == news
