"""Reading the journal: pages of entries, and whether the chain holds."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from peristyle.audit.models import Entry, Seal
from peristyle.audit.rules import chained_digest

COLUMNS = ("id", "at", "action", "actor_id", "acting_for_id", "subject", "origin", "request_id", "details")


def journal(*, action: str = "", subject: str = "") -> QuerySet[Entry]:
    """The entries, newest first, of one kind of action or about one subject if asked."""
    entries = Entry.objects.select_related("actor", "acting_for")
    if action:
        entries = entries.filter(action__startswith=action)
    if subject:
        entries = entries.filter(subject=subject)
    return entries


def sealable(first: int, recorded_before: datetime) -> Iterator[dict[str, Any]]:
    """The entries from `first` on recorded before an instant, as the seal sees them."""
    entries = Entry.objects.filter(id__gte=first, at__lt=recorded_before).order_by("id")
    yield from (_as_sealed(entry) for entry in entries.values(*COLUMNS).iterator())


def broken_seals() -> list[Seal]:
    """The seals whose entries are no longer what was sealed; empty when nobody tampered."""
    broken, previous = [], ""
    for seal in Seal.objects.order_by("id"):
        entries = Entry.objects.filter(id__range=(seal.first_entry, seal.last_entry)).order_by("id")
        digest = chained_digest(previous, (_as_sealed(entry) for entry in entries.values(*COLUMNS).iterator()))
        if digest != seal.digest:
            broken.append(seal)
        previous = seal.digest
    return broken


def _as_sealed(entry: dict[str, Any]) -> dict[str, Any]:
    # Erasing a person empties these two columns: the seal must not depend on them.
    return {name: value for name, value in entry.items() if name not in ("actor_id", "acting_for_id")}
