"""Nightly and other regular work: idempotent tasks, enqueued once per period whatever the number of workers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django_tasks.base import Task

from peristyle.kernel import clock


@dataclass(frozen=True)
class Periodic:
    """A task without arguments and the time between two of its runs."""

    work: Task[[], None]
    every: timedelta


_known: dict[str, Periodic] = {}


def register(work: Task[[], None], *, every: timedelta) -> None:
    """Have `work` enqueued every `every`; after an outage it runs once, not once per missed period."""
    _known[work.module_path] = Periodic(work, every)


def next_due(due_at: datetime, every: timedelta, now: datetime) -> datetime:
    """The first instant after `now` that keeps the rhythm begun at `due_at`."""
    return due_at + every * ((now - due_at) // every + 1)


def enqueue_due_work() -> list[str]:
    """Enqueue each periodic task whose time has come; returns their names.

    The row is moved by compare-and-set, so that of two workers only one enqueues.
    """
    # Rooms register their work while Django loads, when models cannot be imported yet.
    from peristyle.kernel.models import PeriodicWork  # noqa: PLC0415

    now = clock.now()
    PeriodicWork.objects.bulk_create([PeriodicWork(name=name, due_at=now) for name in _known], ignore_conflicts=True)
    enqueued = []
    for row in PeriodicWork.objects.filter(name__in=_known, due_at__lte=now).order_by("name"):
        periodic = _known[row.name]
        with transaction.atomic():
            moved = PeriodicWork.objects.filter(name=row.name, due_at=row.due_at).update(
                due_at=next_due(row.due_at, periodic.every, now)
            )
            if moved:
                periodic.work.enqueue()
                enqueued.append(row.name)
    return enqueued
