"""Forget what students were entitled to, and that they were told."""

from datetime import timedelta

from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.timetable.models import ExamArrangement, SummonsNotice

#: An appeal against the results of a year may still ask how an exam was sat.
ARRANGEMENTS_KEPT = timedelta(days=365)
NOTICES_KEPT = timedelta(days=60)


@task(retries=0)
def sweep_arrangements() -> None:
    """Remove what ended, and what was told, long ago."""
    ExamArrangement.objects.filter(ends_on__lt=clock.today() - ARRANGEMENTS_KEPT).delete()
    SummonsNotice.objects.filter(told_at__lt=clock.now() - NOTICES_KEPT).delete()
