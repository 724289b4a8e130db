"""Reading the journal: pages of entries, and whether the chain holds."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Min, QuerySet
from django.utils import timezone

from peristyle.audit.models import Entry, Seal, Verification
from peristyle.audit.persons import PERSON, person_directory, person_id_of
from peristyle.audit.rules import as_sealed, chained_digest

#: Not the two persons: erasing one empties these columns, and the seal must survive it.
SEALED = ("id", "at", "action", "subject", "origin", "origin_salt", "request_id", "details", "details_salt")


def journal(*, action: str = "", subject: str = "") -> QuerySet[Entry]:
    """The entries, newest first, of one kind of action or about one subject if asked."""
    entries = Entry.objects.select_related("actor", "acting_for")
    if action:
        entries = entries.filter(action__startswith=action)
    if subject:
        entries = entries.filter(subject=subject)
    return entries


@dataclass(frozen=True)
class Filters:
    """What one looks for; what is empty does not count. Persons are told by words, other subjects by their code."""

    since: date | None = None
    until: date | None = None
    action: str = ""
    actor: str = ""
    subject: str = ""
    origin: str = ""

    def as_details(self) -> dict[str, str]:
        """What was asked, for the journal's own entry about it."""
        return {name: str(value) for name, value in asdict(self).items() if value}


def filtered_journal(filters: Filters) -> QuerySet[Entry]:
    """The entries that match every filter, newest first."""
    entries = journal()
    if filters.since:
        entries = entries.filter(at__gte=_midnight(filters.since))
    if filters.until:
        entries = entries.filter(at__lt=_midnight(filters.until + timedelta(days=1)))
    if filters.action:
        entries = entries.filter(action=filters.action)
    if filters.actor:
        entries = entries.filter(actor__in=_persons(filters.actor))
    if filters.subject:
        persons = [f"{PERSON}:{number}" for number in _persons(filters.subject)]
        entries = entries.filter(subject__in=[filters.subject, *persons])
    if filters.origin:
        entries = entries.filter(origin__startswith=filters.origin)
    return entries


def last_verification() -> Verification | None:
    """When the chain was last recomputed, and what was found."""
    return Verification.objects.first()


def _persons(typed: str) -> Collection[int]:
    known = person_id_of(typed)
    directory = person_directory()
    if known is not None:
        return [known]
    return directory.find(typed) if directory else []


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def sealable(first: int, recorded_before: datetime) -> Iterator[dict[str, Any]]:
    """The entries from `first` up to the first one not recorded before an instant, as the seal sees them."""
    entries = Entry.objects.filter(id__gte=first)
    # Instants do not follow ids to the microsecond: the seal ends before the first id that is too young.
    too_young = entries.filter(at__gte=recorded_before).aggregate(first=Min("id"))["first"]
    if too_young is not None:
        entries = entries.filter(id__lt=too_young)
    yield from _as_sealed(entries)


def broken_seals() -> list[Seal]:
    """The seals whose entries are no longer what was sealed; empty when nobody tampered. Two queries."""
    broken, previous = [], ""
    for seal, entries in _sealed():
        if chained_digest(previous, entries) != seal.digest:
            broken.append(seal)
        previous = seal.digest
    return broken


def _sealed() -> Iterator[tuple[Seal, list[dict[str, Any]]]]:
    entries = _as_sealed(Entry.objects.all())
    entry = next(entries, None)
    for seal in Seal.objects.order_by("id").iterator():
        covered = []
        while entry is not None and entry["id"] <= seal.last_entry:
            if entry["id"] >= seal.first_entry:
                covered.append(entry)
            entry = next(entries, None)
        yield seal, covered


def _as_sealed(entries: QuerySet[Entry]) -> Iterator[dict[str, Any]]:
    yield from map(as_sealed, entries.order_by("id").values(*SEALED).iterator())
