"""Forget what was settled long ago."""

from peristyle.audit.public import record
from peristyle.helpdesk.models import HelpRequest
from peristyle.helpdesk.rules import KEPT_FOR
from peristyle.kernel import clock
from peristyle.kernel.tasks import task


@task(retries=0)
def forget_old_requests() -> None:
    """Erase requests closed a year ago, threads and addresses with them."""
    settled = HelpRequest.objects.filter(closure__at__lte=clock.now() - KEPT_FOR)
    forgotten = settled.count()
    settled.delete()
    if forgotten:
        record("helpdesk.forget_old_requests", requests=forgotten)
