"""Reading the journal: pages of entries, and whether the chain holds."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet

from peristyle.audit.models import Entry, Seal
from peristyle.audit.rules import chained_digest

#: Not the two persons: erasing one empties these columns, and the seal must survive it.
SEALED = ("id", "at", "action", "subject", "origin", "request_id", "details")


def journal(*, action: str = "", subject: str = "") -> QuerySet[Entry]:
    """The entries, newest first, of one kind of action or about one subject if asked."""
    entries = Entry.objects.select_related("actor", "acting_for")
    if action:
        entries = entries.filter(action__startswith=action)
    if subject:
        entries = entries.filter(subject=subject)
    return entries


def sealable(first: int, recorded_before: datetime) -> Iterator[dict[str, Any]]:
    """The entries from `first` up to the first one not recorded before an instant, as the seal sees them."""
    entries = Entry.objects.filter(id__gte=first)
    # Instants do not follow ids to the microsecond: the seal ends before the first id that is too young.
    too_young = entries.filter(at__gte=recorded_before).aggregate(first=Min("id"))["first"]
    if too_young is not None:
        entries = entries.filter(id__lt=too_young)
    yield from _as_sealed(entries)


def broken_seals() -> list[Seal]:
    """The seals whose entries are no longer what was sealed; empty when nobody tampered."""
    broken, previous = [], ""
    for seal in Seal.objects.order_by("id"):
        entries = Entry.objects.filter(id__range=(seal.first_entry, seal.last_entry))
        if chained_digest(previous, _as_sealed(entries)) != seal.digest:
            broken.append(seal)
        previous = seal.digest
    return broken


def _as_sealed(entries: QuerySet[Entry]) -> Iterator[dict[str, Any]]:
    yield from entries.order_by("id").values(*SEALED).iterator()
