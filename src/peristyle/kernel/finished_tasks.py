"""Forget background work that is done: what it was given may name somebody."""

from datetime import timedelta

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from peristyle.kernel import clock, institution
from peristyle.kernel.tasks import task


@task(retries=0)
def forget_finished_tasks() -> None:
    """Remove tasks that ended, well or badly, longer ago than the institution's `task_days`."""
    kept_for = timedelta(days=institution.current().retention.task_days)
    ended = DBTaskResult.objects.filter(status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED])
    ended.filter(finished_at__lt=clock.machine_time(clock.now()) - kept_for).delete()
