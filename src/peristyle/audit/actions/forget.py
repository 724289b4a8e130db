"""Have the journal forget what it knows of somebody: that something was done stays, and the seals hold."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from peristyle.audit.models import Entry
from peristyle.audit.rules import FORGOTTEN, forgotten_details, forgotten_origin
from peristyle.kernel import clock, institution
from peristyle.kernel.tasks import task

BATCH = 500
DAYS_A_MONTH = 30.44


def forget_person(person_id: int) -> None:
    """Forget where they acted from, and the details of what was done to them.

    What they did to others stays told: it belongs to the others. A stranger who acted on their record was mostly they.
    """
    theirs = Q(subject=f"people.person:{person_id}")
    _forget(Entry.objects.filter(theirs), details=True)
    _forget(Entry.objects.filter(Q(actor_id=person_id) | Q(acting_for_id=person_id) | (theirs & Q(actor=None))))


def forget_subjects(subjects: Collection[str]) -> None:
    """Forget origins and details of what was done to these things, written as `record` writes subjects."""
    _forget(Entry.objects.filter(subject__in=subjects), details=True)
    _forget(Entry.objects.filter(subject__in=subjects))


@task(retries=3)
def forget_old_origins() -> None:
    """Forget where anything came from, once it is older than the institution's `journal_months`."""
    until = clock.now() - timedelta(days=institution.current().retention.journal_months * DAYS_A_MONTH)
    _forget(Entry.objects.filter(at__lt=until))


def _forget(entries: QuerySet[Entry], *, details: bool = False) -> None:
    known = entries.exclude(details={}) if details else entries.exclude(origin="")
    forgotten = Q(details__has_key=FORGOTTEN) if details else Q(origin__startswith=f"{FORGOTTEN}:")
    for batch in _batches(known.exclude(forgotten)):
        for entry in batch:
            if details:
                entry.details, entry.details_salt = forgotten_details(entry.details, entry.details_salt), ""
            else:
                entry.origin, entry.origin_salt = forgotten_origin(entry.origin, entry.origin_salt), ""
        columns = ["details", "details_salt"] if details else ["origin", "origin_salt"]
        with transaction.atomic():
            Entry.objects.bulk_update(batch, columns)


def _batches(entries: QuerySet[Entry]) -> Iterator[list[Entry]]:
    last = 0
    while batch := list(entries.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk
