"""Number invoices, credits and receipts without a gap."""

from django.db.models import F

from peristyle.enrolment.models import NumberSeries
from peristyle.kernel import clock

INVOICES = "F"
RECEIPTS = "Q"
CREDITS = "A"


def next_number(kind: str) -> str:
    """The next number of a series of this year, such as F2026-000123; given back if the transaction is undone."""
    year = clock.today().year
    series, _ = NumberSeries.objects.select_for_update().get_or_create(kind=kind, year=year)
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db(fields=["last"])
    return f"{kind}{year}-{series.last:06d}"
