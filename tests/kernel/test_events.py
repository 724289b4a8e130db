"""What a room announces is heard once it is committed, and only then."""

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest
from django.db import transaction

from peristyle.kernel import events

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class DoorOpened:
    """A fact for tests."""

    door: str


class Undo(Exception):
    """Something went wrong in the middle."""


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """The doors that a listener heard of."""
    doors: list[str] = []

    def listen(event: DoorOpened) -> None:
        doors.append(event.door)

    events.subscribe(DoorOpened, listen)
    yield doors
    events._listeners.pop(DoorOpened)


def test_nobody_hears_before_the_commit(heard: list[str]) -> None:
    with transaction.atomic():
        events.emit(DoorOpened("north"))
        assert heard == []

    assert heard == ["north"]


def test_outside_a_transaction_it_is_heard_at_once(heard: list[str]) -> None:
    events.emit(DoorOpened("north"))

    assert heard == ["north"]


def test_what_is_undone_was_never_announced(heard: list[str]) -> None:
    with suppress(Undo), transaction.atomic():
        events.emit(DoorOpened("north"))
        raise Undo

    assert heard == []


def test_what_is_undone_in_part_is_announced_in_part(heard: list[str]) -> None:
    with transaction.atomic():
        events.emit(DoorOpened("north"))
        with suppress(Undo), transaction.atomic():
            events.emit(DoorOpened("south"))
            raise Undo

    assert heard == ["north"]


def test_a_listener_that_fails_is_logged_and_does_not_keep_the_others_from_hearing(
    heard: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    later: list[str] = []
    events.subscribe(DoorOpened, failing)
    events.subscribe(DoorOpened, lambda event: later.append(event.door))

    with caplog.at_level(logging.ERROR), transaction.atomic():
        events.emit(DoorOpened("north"))

    assert heard == later == ["north"]
    assert "failing" in caplog.text


def test_a_listener_subscribed_twice_hears_once(heard: list[str]) -> None:
    again: Callable[[DoorOpened], None] = events._listeners[DoorOpened][0]
    events.subscribe(DoorOpened, again)

    events.emit(DoorOpened("north"))

    assert heard == ["north"]


def test_who_takes_part_is_heard_within_the_transaction_and_may_undo_it(heard: list[str]) -> None:
    during: list[tuple[str, bool]] = []

    def take_part(event: DoorOpened) -> None:
        during.append((event.door, transaction.get_connection().in_atomic_block))
        if event.door == "south":
            failing(event)

    events.take_part(DoorOpened, take_part)
    with transaction.atomic():
        events.emit(DoorOpened("north"))
    with suppress(ValueError), transaction.atomic():
        events.emit(DoorOpened("south"))
    events._partakers.pop(DoorOpened)

    assert during == [("north", True), ("south", True)]
    assert heard == ["north"]


def failing(event: DoorOpened) -> None:
    raise ValueError(event.door)
