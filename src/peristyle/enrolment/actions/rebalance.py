"""Derive from the books what is kept beside them: since when money is owed back, which instalments are covered."""

from peristyle.enrolment.models import Instalment, Invoice
from peristyle.enrolment.queries import balance_of, schedule_of
from peristyle.enrolment.rules.ledger import Balance, settled_parts
from peristyle.kernel import clock


def rebalance(invoice: Invoice) -> Balance:
    """Called by whoever changed the books of a locked invoice, in the same transaction; its new balance."""
    books, now = balance_of(invoice), clock.now()
    invoice.owed_back_since = (invoice.owed_back_since or now) if books.owed_back_cents else None
    invoice.save(update_fields=["owed_back_since"])
    parts = schedule_of(invoice)
    covered = settled_parts(parts, books)
    ids = [part.pk for part in parts]
    Instalment.objects.filter(pk__in=ids[:covered], settled_at=None).update(settled_at=now)
    Instalment.objects.filter(pk__in=ids[covered:], settled_at__isnull=False).update(settled_at=None)
    return books
