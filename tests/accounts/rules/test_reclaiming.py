"""Since when changes are held to be a thief's."""

from datetime import UTC, datetime, timedelta

from peristyle.accounts.rules.reclaiming import suspect_since

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)


def test_a_thief_who_did_other_things_just_before_is_undone_too() -> None:
    assert suspect_since(NOW - timedelta(hours=1), NOW) == NOW - timedelta(hours=72)


def test_everything_since_an_older_fact_is_undone() -> None:
    assert suspect_since(NOW - timedelta(days=6), NOW) == NOW - timedelta(days=6)
