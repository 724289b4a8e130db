"""The background worker: runs due tasks, enqueues periodic ones, takes over from a dead worker."""

import logging
import signal
import threading
from datetime import timedelta

from django.db import OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from peristyle.kernel import periodic, retries

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 1.0


def batch_worker() -> Worker:
    """A worker that runs what is due now, then returns."""
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def run(*, alone: bool = False) -> None:
    """Work until SIGINT or SIGTERM; the present task is finished first.

    `alone` says that no other worker exists: whatever is marked as running was lost by a killed one.
    """
    stopping = threading.Event()
    for received in (signal.SIGINT, signal.SIGTERM):
        signal.signal(received, lambda *_: stopping.set())
    if alone:
        retries.recover_lost_tasks(started_before=timedelta(0))
    while not stopping.is_set():
        close_old_connections()
        try:
            periodic.enqueue_due_work()
            retries.recover_lost_tasks()
            worker = batch_worker()
            worker.max_tasks = 1
            while not stopping.is_set():
                done_before = worker._run_tasks  # noqa: SLF001 — the library shows no other count
                worker.max_tasks = done_before + 1
                worker.run()
                if worker._run_tasks == done_before:  # noqa: SLF001
                    break
        except OperationalError:
            logger.exception("The database does not answer; trying again.")
        stopping.wait(PAUSE_SECONDS)
