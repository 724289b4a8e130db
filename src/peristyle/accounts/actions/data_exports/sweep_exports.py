"""Remove prepared files whose time is over."""

from peristyle.accounts import data_files
from peristyle.accounts.models import DataExport
from peristyle.kernel import clock
from peristyle.kernel.tasks import task


@task(retries=0)
def sweep_exports() -> None:
    """Forget files after seven days, and whatever lies there that nobody knows of."""
    for export in DataExport.objects.filter(expires_at__lte=clock.now()):
        data_files.remove(export.file_name)
        export.delete()
    known = set(DataExport.objects.values_list("file_name", flat=True))
    for name in data_files.strays(known):
        data_files.remove(name)
