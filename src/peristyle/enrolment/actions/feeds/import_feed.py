"""Import the files of another system of scolarité: at once from the command line, or brought by an officer."""

from pathlib import Path
from typing import Any

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.feeds.carry_out_run import carrier, carry_out_run
from peristyle.enrolment.models import FeedRun, FeedSource
from peristyle.enrolment.rules.feed_files import is_of_apogee, join, of_apogee
from peristyle.kernel import clock
from peristyle.kernel.importing.carrying import OnProgress
from peristyle.kernel.importing.files import decode
from peristyle.kernel.importing.previewing import confirm, preview
from peristyle.kernel.tasks import task
from peristyle.people.public import Person

STUDENTS, ENROLMENTS = "students.csv", "enrolments.csv"


def import_feed(
    path: Path, *, all_or_nothing: bool = False, on_progress: OnProgress = lambda _done, _total: None
) -> FeedRun:
    """Import a list of Apogée, or students.csv and enrolments.csv of a folder. Raises OSError if one is unreadable."""
    enrolments = path / ENROLMENTS if path.is_dir() else path
    students = decode((path / STUDENTS).read_bytes()) if path.is_dir() else ""
    run = _run(decode(enrolments.read_bytes()), students, enrolments.name, all_or_nothing, confirmed_at=clock.now())
    return carry_out_run(run, on_progress)


def request_feed_import(
    enrolments: bytes, file_name: str, students: bytes, *, all_or_nothing: bool, by: Person
) -> FeedRun:
    """Take an officer's files and have them tried in the background; nothing is imported before it was looked at."""
    run = _run(decode(enrolments), decode(students), file_name, all_or_nothing, requested_by=by)
    record("enrolment.request_feed_import", actor=by, subject=run, file_name=run.file_name)
    preview_feed_import.enqueue(run.pk)
    return run


@task(retries=3)
def preview_feed_import(run_id: int) -> None:
    """Try files: what they would change, and what would be refused."""
    run = FeedRun.objects.select_related("requested_by").filter(pk=run_id).first()
    if run:
        preview(run, carrier(run))


def confirm_feed_import(run: FeedRun, *, by: Person) -> None:
    """Import in the background what was looked at. Raises NotWaiting."""
    with transaction.atomic():
        confirm(run)
        record("enrolment.confirm_feed_import", actor=by, subject=run)
        carry_out_feed_import.enqueue(run.pk)


@task(retries=3)
def carry_out_feed_import(run_id: int) -> None:
    """Take in what is left of files that were confirmed."""
    carry_out_run(FeedRun.objects.select_related("requested_by").get(pk=run_id))


def _run(enrolments: str, students: str, file_name: str, all_or_nothing: bool, **facts: Any) -> FeedRun:  # noqa: FBT001
    from_apogee = is_of_apogee(enrolments)
    return FeedRun.objects.create(
        source=FeedSource.APOGEE if from_apogee else FeedSource.FILES,
        file_name=file_name[:200],
        text=of_apogee(enrolments) if from_apogee else join(students, enrolments),
        all_or_nothing=all_or_nothing,
        requested_at=clock.now(),
        **facts,
    )
