"""Work done outside requests: enqueued in the caller's transaction, tried again with patience, always idempotent."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

import django_tasks
from django_tasks.base import Task, TaskResult

from peristyle.kernel import clock

P = ParamSpec("P")
T = TypeVar("T")

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
_retries: dict[str, int] = {}


def task(*, retries: int = 5) -> Callable[[Callable[P, T]], Task[P, T]]:
    """Make a task of a function whose arguments are JSON; after a failure it is tried `retries` times more."""

    def make(function: Callable[P, T]) -> Task[P, T]:
        made: Task[P, T] = django_tasks.task()(function)
        _retries[made.module_path] = retries
        return made

    return make


def retries_of(task_path: str) -> int:
    """How many times a failed task is tried again before somebody has to look at it."""
    return _retries.get(task_path, 0)


def pause_before(attempt: int) -> timedelta:
    """How long to wait before attempt number `attempt` (2, 3, …): 30 s, doubling, six hours at most."""
    return min(FIRST_PAUSE * (1 << min(attempt - 2, 20)), LONGEST_PAUSE)


def enqueue_at(work: Task[P, T], instant: datetime, /, *args: P.args, **kwargs: P.kwargs) -> TaskResult[T]:
    """Enqueue `work` for `instant` on the house's clock, in the present transaction."""
    return work.using(run_after=clock.machine_time(instant)).enqueue(*args, **kwargs)


def all_task_paths() -> list[str]:
    """Every task the house knows, for the test that finds unused ones."""
    return sorted(_retries)


__all__ = ["Task", "all_task_paths", "enqueue_at", "pause_before", "retries_of", "task"]
