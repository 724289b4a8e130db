"""Forget timetables that nobody confirmed, and what refused lines of old ones said."""

from peristyle.kernel.importing.carrying import forget_old_reports
from peristyle.kernel.importing.previewing import forget_unconfirmed
from peristyle.kernel.tasks import task
from peristyle.timetable.models import TimetableImport


@task(retries=0)
def sweep_imports() -> None:
    """Each night."""
    forget_unconfirmed(TimetableImport)
    forget_old_reports(TimetableImport)
