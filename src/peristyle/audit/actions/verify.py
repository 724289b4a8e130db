"""Recompute the chain of seals, and raise the alarm when it no longer holds."""

from peristyle.audit.actions.record import record
from peristyle.audit.models import Seal, Verification
from peristyle.audit.queries import broken_seals
from peristyle.kernel import clock, institution, mail
from peristyle.kernel.tasks import task


class JournalTampered(Exception):
    """Entries were changed, removed or slipped in: the task that found out fails, and IT sees it."""


def verify() -> Verification:
    """Look at every seal, and keep what was found."""
    broken = [str(seal) for seal in broken_seals()]
    if broken:
        record("audit.find_tampering", entries=broken)
    return Verification.objects.create(at=clock.now(), seals=Seal.objects.count(), broken=broken)


@task(retries=0)
def verify_journal() -> None:
    """Every night: when something is wrong, write to the assistance's address, then fail. Raises JournalTampered."""
    found = verify()
    if not found.broken:
        return
    ranges = ", ".join(found.broken)
    mail.post("audit/letters/tampering", institution.current().mail.support.mail, "fr", ranges=ranges)
    raise JournalTampered(ranges)
