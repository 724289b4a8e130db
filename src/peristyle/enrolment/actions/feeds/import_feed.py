"""Import the files of another system of scolarité from the command line."""

from pathlib import Path

from peristyle.enrolment.actions.feeds.carry_out_run import carry_out_run
from peristyle.enrolment.models import FeedRun, FeedSource
from peristyle.enrolment.rules.feed_files import join
from peristyle.kernel import clock
from peristyle.kernel.importing.carrying import OnProgress
from peristyle.kernel.importing.files import decode

STUDENTS, ENROLMENTS = "students.csv", "enrolments.csv"


def import_feed(
    folder: Path, *, all_or_nothing: bool = False, on_progress: OnProgress = lambda _done, _total: None
) -> FeedRun:
    """Import students.csv and enrolments.csv of a folder now. Raises OSError when one cannot be read."""
    students, enrolments = (decode((folder / name).read_bytes()) for name in (STUDENTS, ENROLMENTS))
    run = FeedRun.objects.create(
        source=FeedSource.FILES,
        file_name=ENROLMENTS,
        text=join(students, enrolments),
        all_or_nothing=all_or_nothing,
        requested_at=clock.now(),
    )
    return carry_out_run(run, on_progress)
