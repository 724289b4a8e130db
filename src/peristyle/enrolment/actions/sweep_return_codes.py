"""Forget the codes of those who came back, and of those who did not."""

from datetime import timedelta

from peristyle.enrolment.models import ReturnCode
from peristyle.kernel import clock
from peristyle.kernel.tasks import task

#: Long enough for the journal to be read beside them.
KEPT = timedelta(days=7)


@task(retries=0)
def sweep_return_codes() -> None:
    """Remove the requests of a week ago, whether they told somebody or not."""
    ReturnCode.objects.filter(requested_at__lt=clock.now() - KEPT).delete()
