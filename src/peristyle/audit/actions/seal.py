"""Seal the newest entries of the journal: a link of the chain."""

from datetime import timedelta

from django.db import transaction

from peristyle.audit.models import Seal
from peristyle.audit.queries import sealable
from peristyle.audit.rules import chained_digest
from peristyle.kernel import clock
from peristyle.kernel.tasks import task

#: Longer than any transaction lasts, so that no entry with a smaller id appears after its seal.
SETTLING_TIME = timedelta(minutes=2)


@task(retries=0)
def seal_journal() -> None:
    """Chain the entries recorded since the last seal; what is younger than two minutes waits for the next one."""
    with transaction.atomic():
        last = Seal.objects.select_for_update().order_by("-id").first()
        first = last.last_entry + 1 if last else 1
        entries = list(sealable(first, clock.now() - SETTLING_TIME))
        if entries:
            Seal.objects.create(
                first_entry=first,
                last_entry=entries[-1]["id"],
                digest=chained_digest(last.digest if last else "", entries),
                sealed_at=clock.now(),
            )
