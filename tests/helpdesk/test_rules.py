"""How many requests may be made, and where one stands."""

from datetime import UTC, datetime, timedelta

import pytest

from peristyle.helpdesk.rules import ALPHABET, SIGNS, RequestState, request_number, state_of, wait_before_next

NOW = datetime(2026, 9, 1, 10, tzinfo=UTC)


def ago(*minutes: int) -> list[datetime]:
    return [NOW - timedelta(minutes=each) for each in minutes]


@pytest.mark.parametrize(
    ("sent", "wait"),
    [
        ([], None),
        (ago(1, 2), None),
        (ago(1, 2, 60), None),
        (ago(1, 2, 59), timedelta(minutes=1)),
        (ago(1, 2, 3, 4), timedelta(minutes=57)),
    ],
)
def test_the_third_within_an_hour_waits_for_the_first_to_be_an_hour_old(
    sent: list[datetime], wait: timedelta | None
) -> None:
    assert wait_before_next(sent, 3, NOW) == wait


def test_it_is_the_turn_of_who_did_not_speak_last() -> None:
    assert state_of(closed=False, answered_last=False) == RequestState.TO_ANSWER
    assert state_of(closed=False, answered_last=True) == RequestState.ANSWERED


def test_a_closed_request_waits_for_nobody() -> None:
    assert {state_of(closed=True, answered_last=answered) for answered in (True, False)} == {RequestState.CLOSED}


def test_a_number_is_read_aloud_without_doubt_and_not_guessed() -> None:
    assert request_number(2026, "4F7K2") == "A-2026-4F7K2"
    assert set("IL01O") & set(ALPHABET) == set()
    assert len(ALPHABET) ** SIGNS > 15_000_000
