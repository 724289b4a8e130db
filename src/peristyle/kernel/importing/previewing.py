"""Trying an import without doing it: the report tells what it would change, and somebody confirms or gives it up.

Each batch is written and undone at once, so that what is told is what will happen, and nothing is held for long.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from peristyle.kernel import clock
from peristyle.kernel.importing.carrying import COUNTS, Carrier, batches, check, save_progress, write
from peristyle.kernel.importing.files import Layout, read
from peristyle.kernel.importing.models import PreviewedImport

#: A file that nobody confirmed holds persons for nothing.
UNCONFIRMED_FOR = timedelta(days=7)
SAMPLE, SAMPLE_LETTERS = 5, 20_000


class NotWaiting(Exception):
    """The file is confirmed, given up or not read yet: there is nothing to say of it."""


def preview(taken: PreviewedImport, carrier: Carrier[Any]) -> None:
    """Try every line of a file and undo it; only what would become of them is kept. Begun again, it is told anew."""
    if taken.previewed_at or taken.confirmed_at:
        return
    own = type(taken)._default_manager.filter(pk=taken.pk)  # noqa: SLF001 — Django documents it
    _forget(taken)
    checked = check(taken, carrier)
    own.update(rows_total=len(checked))
    for batch in batches(checked):
        with transaction.atomic():
            problems, counts = write(batch, carrier)
            transaction.set_rollback(True)
        with transaction.atomic():
            save_progress(taken, problems, counts, len(batch))
    own.update(previewed_at=clock.now())
    taken.refresh_from_db()


def confirm(taken: PreviewedImport) -> None:
    """It may be imported now: the report begins anew. Raises NotWaiting."""
    with transaction.atomic():
        if not _waiting(taken).update(confirmed_at=clock.now()):
            raise NotWaiting
        _forget(taken)
        taken.refresh_from_db()


def give_up(taken: PreviewedImport) -> None:
    """Nothing will be imported: the file is forgotten. Raises NotWaiting."""
    gone, _rows = _waiting(taken).delete()
    if not gone:
        raise NotWaiting


def sample(taken: PreviewedImport, layout: Layout) -> list[dict[str, str]]:
    """The first lines, by column, as they were understood."""
    beginning = taken.text[:SAMPLE_LETTERS]
    if len(taken.text) > SAMPLE_LETTERS:
        beginning = beginning.rpartition("\n")[0]
    return [dict(line.cells) for line in read(beginning, layout).lines[:SAMPLE]]


def forget_unconfirmed(imports: type[PreviewedImport]) -> None:
    """Files that nobody has confirmed for a week."""
    old = clock.now() - UNCONFIRMED_FOR
    imports._default_manager.filter(confirmed_at=None, requested_at__lt=old).delete()  # noqa: SLF001


def _waiting(taken: PreviewedImport) -> QuerySet[Any]:
    waiting: QuerySet[Any] = type(taken)._default_manager.filter(  # noqa: SLF001
        pk=taken.pk, previewed_at__isnull=False, confirmed_at=None
    )
    return waiting


def _forget(taken: PreviewedImport) -> None:
    lines: Any = taken.refused_lines  # type: ignore[attr-defined] # each room's table of refused lines says so
    lines.all().delete()
    type(taken)._default_manager.filter(pk=taken.pk).update(  # noqa: SLF001
        rows_total=None, rows_done=0, **dict.fromkeys(COUNTS, 0)
    )
