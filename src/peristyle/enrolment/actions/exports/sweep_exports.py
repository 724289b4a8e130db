"""Forget exports a day after they were asked for."""

from datetime import timedelta

from peristyle.enrolment.adapters import export_files
from peristyle.enrolment.models import EnrolmentExport
from peristyle.kernel import clock
from peristyle.kernel.tasks import task

KEPT = timedelta(days=1)


@task(retries=0)
def sweep_exports() -> None:
    """Remove their files, those of interrupted ones too, and their rows; the journal keeps who took what."""
    limit = clock.now() - KEPT
    old = EnrolmentExport.objects.filter(requested_at__lt=limit)
    export_files.remove(old.exclude(file_name="").values_list("file_name", flat=True))
    old.delete()
    export_files.remove_written_before(clock.machine_time(limit))
