"""Background work belongs to its transaction, is tried again with patience, and is never lost."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from peristyle.kernel import clock, retries, tasks
from tests.harness.travel import Traveller
from tests.kernel import errands

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]


class Undo(Exception):
    """Something went wrong in the middle."""


@pytest.fixture(autouse=True)
def nothing_is_delivered_yet() -> None:
    errands.delivered.clear()


@pytest.fixture(autouse=True)
def failures_are_expected(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="django_tasks")


def the_task() -> DBTaskResult:
    """The only task there is."""
    return DBTaskResult.objects.get()


def test_a_task_is_enqueued_with_what_asks_for_it(run_due_tasks: RunDueTasks) -> None:
    with transaction.atomic():
        errands.deliver.enqueue("books")

    run_due_tasks()

    assert errands.delivered == ["books"]


def test_a_task_is_undone_with_what_asked_for_it(run_due_tasks: RunDueTasks) -> None:
    with suppress(Undo), transaction.atomic():
        errands.deliver.enqueue("books")
        raise Undo

    assert run_due_tasks() == []
    assert errands.delivered == []


@pytest.mark.django_db(transaction=True)
def test_it_is_undone_in_a_real_transaction_too() -> None:
    with suppress(Undo), transaction.atomic():
        errands.deliver.enqueue("books")
        raise Undo

    assert not DBTaskResult.objects.exists()


def test_a_task_waits_for_its_instant(at: Traveller, run_due_tasks: RunDueTasks) -> None:
    paid_at = at("2026-09-01 10:00")
    tasks.enqueue_at(errands.deliver, paid_at + timedelta(minutes=15), "key")

    at.later(minutes=14, seconds=59)
    assert run_due_tasks() == []

    at.later(seconds=1)
    assert run_due_tasks() == ["deliver"]


def test_a_failed_task_is_tried_again_later_each_time_then_given_up(at: Traveller, run_due_tasks: RunDueTasks) -> None:
    at("2026-09-01 10:00")
    errands.stumble.enqueue()

    for pause in (timedelta(seconds=30), timedelta(seconds=60)):
        run_due_tasks(may_fail=True)
        assert the_task().status == TaskResultStatus.READY
        assert the_task().run_after == clock.now() + pause
        at(clock.now() + pause)

    run_due_tasks(may_fail=True)
    assert the_task().status == TaskResultStatus.FAILED
    at.later(days=30)
    assert run_due_tasks() == []
    assert len(the_task().worker_ids) == 3


def test_a_task_that_fails_once_is_done_in_the_end(at: Traveller, run_due_tasks: RunDueTasks) -> None:
    at("2026-09-01 10:00")
    errands.stumble_until_two_are_delivered.enqueue("books")

    run_due_tasks(may_fail=True)
    at.later(seconds=30)
    run_due_tasks()

    assert the_task().status == TaskResultStatus.SUCCESSFUL


def test_a_task_that_was_given_up_says_what_happened(at: Traveller, run_due_tasks: RunDueTasks) -> None:
    give_up(at, run_due_tasks)

    assert the_task().exception_class_path == "tests.kernel.errands.Stumbled"
    assert "in stumble" in the_task().traceback


def test_it_is_replayed_once_at_once_when_somebody_asks(at: Traveller, run_due_tasks: RunDueTasks) -> None:
    give_up(at, run_due_tasks)

    assert retries.replay(str(the_task().id))

    assert run_due_tasks(may_fail=True) == ["stumble"]
    assert the_task().status == TaskResultStatus.FAILED


def test_only_a_failed_task_is_replayed(run_due_tasks: RunDueTasks) -> None:
    errands.deliver.enqueue("books")
    run_due_tasks()

    assert not retries.replay(str(the_task().id))
    assert not retries.replay(str(UUID(int=0)))
    assert run_due_tasks() == []


def test_the_task_of_a_dead_worker_goes_to_another_after_half_an_hour(
    at: Traveller, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-01 10:00")
    errands.deliver.enqueue("books")
    the_task().claim("a worker that dies now")

    at.later(minutes=29)
    assert retries.recover_lost_tasks() == 0
    at.later(minutes=1)
    assert retries.recover_lost_tasks() == 1

    run_due_tasks()
    assert errands.delivered == ["books"]


def test_the_only_worker_of_the_house_takes_over_at_once(run_due_tasks: RunDueTasks) -> None:
    errands.deliver.enqueue("books")
    the_task().claim("a worker that dies now")

    assert retries.recover_lost_tasks(started_before=timedelta(0)) == 1

    run_due_tasks()
    assert errands.delivered == ["books"]


def test_a_task_that_kills_its_workers_is_kept_from_them_in_the_end() -> None:
    errands.deliver.enqueue("a bomb")

    deaths = 0
    while the_task().status == TaskResultStatus.READY:
        the_task().claim(f"victim {deaths}")
        deaths += 1
        retries.recover_lost_tasks(started_before=timedelta(0))

    assert deaths == retries.MOST_STARTS
    assert the_task().status == TaskResultStatus.FAILED
    assert the_task().exception_class_path == "peristyle.kernel.retries.WorkerLost"


@given(st.integers(min_value=2, max_value=10_000))
def test_pauses_grow_up_to_six_hours(attempt: int) -> None:
    assert tasks.FIRST_PAUSE <= tasks.pause_before(attempt) <= tasks.pause_before(attempt + 1) <= timedelta(hours=6)


def test_the_first_pauses_are_short() -> None:
    assert [tasks.pause_before(attempt).total_seconds() for attempt in range(2, 7)] == [30, 60, 120, 240, 480]


def give_up(at: Traveller, run_due_tasks: RunDueTasks) -> None:
    """Have a task fail until nobody tries it again."""
    at("2026-09-01 10:00")
    errands.stumble.enqueue()
    while the_task().status == TaskResultStatus.READY:
        run_due_tasks(may_fail=True)
        at.later(hours=6)
