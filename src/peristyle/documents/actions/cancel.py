"""Cancel a document: whoever verifies it learns that it no longer counts."""

from peristyle.audit.public import record
from peristyle.documents.models import IssuedDocument
from peristyle.kernel import clock
from peristyle.people.public import Person


def cancel(document: IssuedDocument, reason: str, *, by: Person | None = None) -> bool:
    """Take a document back, for ever; returns whether it still stood. The reason is for the journal and officers."""
    cancelled = IssuedDocument.objects.filter(pk=document.pk, cancelled_at=None).update(
        cancelled_at=clock.now(), cancelled_by=by, cancellation_reason=reason
    )
    if cancelled:
        record("documents.cancel", actor=by, subject=document, number=document.number, reason=reason)
    return bool(cancelled)
