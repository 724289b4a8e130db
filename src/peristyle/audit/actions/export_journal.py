"""Take entries of the journal out of the house, as a CSV."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.utils import timezone

from peristyle.audit.actions.record import record
from peristyle.audit.models import Entry
from peristyle.audit.queries import Filters, filtered_journal
from peristyle.kernel.spreadsheets import csv_lines

MOST_LINES = 200_000
CHUNK = 2000
TITLES = ("quand", "action", "quoi", "par", "pour", "sujet", "origine", "requete", "details")


class TooMuchToExport(Exception):
    """More lines than anybody reads: a shorter period is wanted."""


def export_journal(filters: Filters, *, by: Model) -> Iterator[str]:
    """The lines of the CSV, read as they leave; who took what is recorded first. Raises TooMuchToExport."""
    entries = filtered_journal(filters)
    lines = entries.count()
    if lines > MOST_LINES:
        raise TooMuchToExport
    newest = entries.first()
    record("audit.export_journal", actor=by, lines=lines, filters=filters.as_details())
    # What is recorded while the file leaves is not in it.
    leaving = entries.filter(pk__lte=newest.pk if newest else 0).iterator(chunk_size=CHUNK)
    return csv_lines(TITLES, map(_cells, leaving))


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
