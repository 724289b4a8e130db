"""Number documents without a gap."""

from django.db.models import F

from peristyle.documents.kinds import DocumentKind
from peristyle.documents.models import DocumentSeries
from peristyle.kernel import clock


def hold_series(kind: DocumentKind) -> DocumentSeries:
    """The series of this year, held until the transaction ends: whoever numbers the same kind waits."""
    series, _ = DocumentSeries.objects.select_for_update().get_or_create(kind=kind.code, year=clock.today().year)
    return series


def next_number(kind: DocumentKind, series: DocumentSeries) -> str:
    """The next number of a series one holds, such as CS2026-000123; given back if the transaction is undone."""
    DocumentSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db(fields=["last"])
    return f"{kind.series}{series.year}-{series.last:06d}"
