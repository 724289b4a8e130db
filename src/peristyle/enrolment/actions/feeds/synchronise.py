"""Read the system of scolarité of record, regularly."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.feeds.carry_out_run import carry_out_run
from peristyle.enrolment.adapters import enrolment_feed
from peristyle.enrolment.models import FeedFailure, FeedRun, FeedSource
from peristyle.enrolment.ports import FeedUnreadable
from peristyle.enrolment.queries.feeds import last_success
from peristyle.enrolment.rules.feed_files import as_table
from peristyle.kernel import clock
from peristyle.kernel.tasks import task

LOST_AFTER = timedelta(hours=6)
#: The other system's clock may be behind ours.
OVERLAP = timedelta(hours=1)
NAME = "Pégase"


@task(retries=0)
def synchronise() -> None:
    """Begin a reading, unless none is configured or one is under way."""
    if enrolment_feed() is None:
        return
    _give_up_lost_run()
    now = clock.now()
    try:
        with transaction.atomic():
            run = FeedRun.objects.create(
                source=FeedSource.PEGASE,
                file_name=NAME,
                text="",
                all_or_nothing=False,
                requested_at=now,
                confirmed_at=now,
            )
            read_feed.enqueue(run.pk)
    except IntegrityError:
        return


@task(retries=3)
def read_feed(run_id: int) -> None:
    """Fetch what changed and take it in; once fetched, an interrupted run goes on from its table."""
    run, feed = FeedRun.objects.get(pk=run_id), enrolment_feed()
    if run.finished_at or feed is None:
        return
    if not run.text:
        try:
            run.text = as_table(feed.lines(_since()))
        except FeedUnreadable as failed:
            _fail(run, FeedFailure(failed.code))
            return
        run.save(update_fields=["text"])
    carry_out_run(run)


def _since() -> datetime | None:
    """What changed since the last reading is enough, if it left nothing behind."""
    last = last_success()
    return last.requested_at - OVERLAP if last and not last.refused else None


def _give_up_lost_run() -> None:
    lost = FeedRun.objects.filter(source=FeedSource.PEGASE, finished_at=None)
    for run in lost.filter(requested_at__lt=clock.now() - LOST_AFTER):
        _fail(run, FeedFailure.LOST)


def _fail(run: FeedRun, failure: FeedFailure) -> None:
    now = clock.now()
    run.failure, run.started_at, run.finished_at, run.text = failure, run.started_at or now, now, ""
    with transaction.atomic():
        run.save(update_fields=["failure", "started_at", "finished_at", "text"])
        record("enrolment.fail_feed", subject=run, source=run.source, failure=failure.value)
