"""Forget what refused lines of old files said."""

from peristyle.enrolment.models import AdmissionImport, FeedRun, ReenrolmentImport
from peristyle.kernel.importing.carrying import forget_old_reports
from peristyle.kernel.tasks import task


@task(retries=0)
def sweep_reports() -> None:
    """Empty the values in the reports of old imports of admissions and re-enrolments."""
    forget_old_reports(AdmissionImport)
    forget_old_reports(ReenrolmentImport)
    forget_old_reports(FeedRun)
