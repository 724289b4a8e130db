"""Import a file of admissions from the command line."""

from pathlib import Path

from peristyle.enrolment.actions.carry_out_import import carry_out_import
from peristyle.enrolment.actions.request_import import take_file
from peristyle.enrolment.models import AdmissionImport
from peristyle.kernel.importing.carrying import OnProgress


def import_admissions(
    path: Path, *, all_or_nothing: bool = False, on_progress: OnProgress = lambda _done, _total: None
) -> AdmissionImport:
    """Import the file now, and return what became of it: counts, and `refused_lines` with line and `reason`.

    `on_progress(done, total)` is told after each batch. Raises OSError when the file cannot be read.
    """
    taken = take_file(path.read_bytes(), path.name, all_or_nothing=all_or_nothing, by=None)
    return carry_out_import(taken.pk, on_progress)
