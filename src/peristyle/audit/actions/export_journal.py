"""Take entries of the journal out of the house, as a CSV."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.utils import timezone

from peristyle.audit.actions.record import record
from peristyle.audit.models import Entry
from peristyle.audit.queries import Filters, filtered_journal
from peristyle.kernel.spreadsheets import BYTE_ORDER_MARK, safe_cell

MOST_LINES = 200_000
CHUNK = 2000
TITLES = ("quand", "action", "quoi", "par", "pour", "sujet", "origine", "requete", "details")


class TooMuchToExport(Exception):
    """More lines than anybody reads: a shorter period is wanted."""


class _Line:
    """What the CSV writer writes into: it hands each line on."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def export_journal(filters: Filters, *, by: Model) -> Iterator[str]:
    """The lines of the CSV, read as they leave; who took what is recorded first. Raises TooMuchToExport."""
    entries = filtered_journal(filters)
    lines = entries.count()
    if lines > MOST_LINES:
        raise TooMuchToExport
    newest = entries.first()
    record("audit.export_journal", actor=by, lines=lines, filters=filters.as_details())
    # What is recorded while the file leaves is not in it.
    return _written(entries.filter(pk__lte=newest.pk if newest else 0).iterator(chunk_size=CHUNK))


def _written(entries: Iterator[Entry]) -> Iterator[str]:
    writer: Any = csv.writer(_Line(), delimiter=";")
    yield BYTE_ORDER_MARK + writer.writerow(TITLES)
    for entry in entries:
        yield writer.writerow([safe_cell(cell) for cell in _cells(entry)])


def _cells(entry: Entry) -> list[Any]:
    return [
        timezone.localtime(entry.at).isoformat(sep=" ", timespec="seconds"),
        entry.action,
        entry.words,
        entry.actor or "",
        entry.acting_for or "",
        entry.subject,
        entry.readable_origin,
        entry.request_id,
        json.dumps(entry.details, ensure_ascii=False) if entry.details else "",
    ]
