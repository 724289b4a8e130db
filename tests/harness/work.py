"""Background work, done when the test says so."""

from collections.abc import Callable
from typing import Any

import pytest
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.management.commands import db_worker

from peristyle.kernel import periodic
from peristyle.kernel.worker import batch_worker


class TaskFailed(AssertionError):
    """A background task failed; the message is its traceback."""


@pytest.fixture
def run_due_tasks(db: None) -> Callable[..., list[str]]:
    """`run_due_tasks()` runs what is due now, and what that makes due; returns the tasks' names in their order.

    A failure is raised, unless the test says `may_fail=True`. `regular=True` first enqueues the regular work.
    """

    def run(*, may_fail: bool = False, regular: bool = False) -> list[str]:
        finished: list[Any] = []

        def note(task_result: Any, **_: Any) -> None:
            finished.append(task_result)

        if regular:
            periodic.enqueue_due_work()
        task_finished.connect(note)
        try:
            with pytest.MonkeyPatch.context() as patch:
                # As in Django's test client: the connection holds the test's transaction.
                patch.setattr(db_worker, "close_old_connections", lambda: None)
                batch_worker().run()
        finally:
            task_finished.disconnect(note)
        failures = [result for result in finished if result.status == TaskResultStatus.FAILED]
        if failures and not may_fail:
            raise TaskFailed(f"{failures[0].task.name} failed:\n{failures[0].errors[-1].traceback}")
        return [result.task.name for result in finished]

    return run
