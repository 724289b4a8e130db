"""Forget whom we told of what."""

from datetime import timedelta

from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.timetable.models import ChangeNotice

#: Long enough to answer « je n’ai pas été prévenu ».
KEPT = timedelta(days=60)


@task(retries=0)
def sweep_notices() -> None:
    """Remove notices told long ago."""
    ChangeNotice.objects.filter(told_at__lt=clock.now() - KEPT).delete()
