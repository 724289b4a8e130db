"""Forget files that nobody confirmed, and what refused lines of old ones said."""

from peristyle.enrolment.models import AdmissionImport, FeedRun, ReenrolmentImport
from peristyle.kernel.importing.carrying import forget_old_reports
from peristyle.kernel.importing.previewing import forget_unconfirmed
from peristyle.kernel.tasks import task


@task(retries=0)
def sweep_reports() -> None:
    """Those of admissions, re-enrolments and enrolments of another system."""
    for imports in (AdmissionImport, ReenrolmentImport, FeedRun):
        forget_unconfirmed(imports)
        forget_old_reports(imports)
