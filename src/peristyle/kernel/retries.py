"""A failed task goes back to the queue, later each time; one left running by a dead worker goes back too."""

from datetime import timedelta
from typing import Any

from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

from peristyle.kernel import clock, tasks

LOST_AFTER = timedelta(minutes=30)
#: More starts than failures alone explain: this task kills its workers.
MOST_STARTS = 12


class WorkerLost(Exception):
    """A task was running when its worker died, time after time."""


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
    """Give back to the queue the tasks whose worker died; returns how many. After many deaths IT has to look at it."""
    now = clock.machine_time(clock.now())
    lost = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lte=now - started_before)
    lost.filter(**{f"worker_ids__{MOST_STARTS - 1}__isnull": False}).update(
        status=TaskResultStatus.FAILED,
        finished_at=now,
        exception_class_path=f"{WorkerLost.__module__}.{WorkerLost.__qualname__}",
        traceback=f"{WorkerLost.__doc__}\n",
    )
    return lost.update(status=TaskResultStatus.READY)


def replay(task_id: str) -> bool:
    """Try a failed task once more now, at the request of IT; False when it is not a failed one."""
    return bool(
        DBTaskResult.objects.filter(id=task_id, status=TaskResultStatus.FAILED).update(
            status=TaskResultStatus.READY, run_after=clock.machine_time(clock.now())
        )
    )
