"""A failed task goes back to the queue, later each time; one left running by a dead worker goes back too."""

from datetime import timedelta
from typing import Any

from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

from peristyle.kernel import clock, tasks

LOST_AFTER = timedelta(minutes=30)


def listen() -> None:
    """Hear of every finished task."""
    task_finished.connect(try_again_later, dispatch_uid="peristyle.kernel.retries")


def try_again_later(task_result: Any, **_: Any) -> None:
    """Put a failed task back into the queue while it has tries left."""
    if task_result.status != TaskResultStatus.FAILED:
        return
    attempts = len(task_result.worker_ids)
    if attempts <= tasks.retries_of(task_result.task.module_path):
        DBTaskResult.objects.filter(id=task_result.id, status=TaskResultStatus.FAILED).update(
            status=TaskResultStatus.READY,
            run_after=clock.machine_time(clock.now() + tasks.pause_before(attempts + 1)),
        )


def recover_lost_tasks(*, started_before: timedelta = LOST_AFTER) -> int:
    """Give back to the queue the tasks whose worker died; returns how many."""
    limit = clock.machine_time(clock.now() - started_before)
    return DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lte=limit).update(
        status=TaskResultStatus.READY
    )


def replay(task_id: str) -> bool:
    """Try a failed task once more now, at the request of IT; False when it is not a failed one."""
    return bool(
        DBTaskResult.objects.filter(id=task_id, status=TaskResultStatus.FAILED).update(
            status=TaskResultStatus.READY, run_after=clock.machine_time(clock.now())
        )
    )
