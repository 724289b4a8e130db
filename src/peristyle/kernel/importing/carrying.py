"""Carrying an import out: all its good lines, or nothing when one is wrong, as was asked.

Progress is saved with each batch, so that an interrupted import goes on where it was.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Generic

from django.db import transaction
from django.db.models import F

from peristyle.kernel import clock
from peristyle.kernel.importing.cells import AnyRow
from peristyle.kernel.importing.files import Layout, Line, decode, read
from peristyle.kernel.importing.models import FileImport
from peristyle.kernel.importing.problems import Problem

BATCH = 500
#: Time enough to correct a file and import it again.
REPORT_KEPT = timedelta(days=90)
COUNTS = ADDED, UPDATED, UNCHANGED, REFUSED = "added", "updated", "unchanged", "refused"
OnProgress = Callable[[int, int], None]


@dataclass
class Written:
    """What became of a batch of rows; those that are not told of here were as they should be already."""

    added: int = 0
    updated: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Carrier(Generic[AnyRow]):
    """How a room imports its kind of file; `finished` is told at the end, in the transaction of the end."""

    layout: Layout
    check: Callable[[Iterable[Line]], Iterable[AnyRow | Problem]]
    write: Callable[[Sequence[AnyRow]], Written]
    finished: Callable[[dict[str, Any]], None]


def file_facts(content: bytes, file_name: str, *, all_or_nothing: bool) -> dict[str, Any]:
    """What is kept of a file when it is brought; nothing is imported yet."""
    return {
        "file_name": file_name[:200],
        "text": decode(content),
        "all_or_nothing": all_or_nothing,
        "requested_at": clock.now(),
    }


def carry_out(taken: FileImport, carrier: Carrier[Any], on_progress: OnProgress) -> None:
    """Import what is left of a file, telling how many lines are done of how many; once finished, nothing more."""
    if taken.finished_at:
        return
    own = type(taken)._default_manager.filter(pk=taken.pk)  # noqa: SLF001 — Django documents it
    checked = check(taken, carrier)
    own.filter(started_at=None).update(started_at=clock.now())
    own.update(rows_total=len(checked))
    on_progress(taken.rows_done, len(checked))
    if taken.all_or_nothing:
        if taken.rows_done < len(checked):
            _all_or_nothing(taken, checked, carrier)
        on_progress(len(checked), len(checked))
    else:
        for batch in batches(checked[taken.rows_done :]):
            with transaction.atomic():
                _import(taken, batch, carrier)
            taken.rows_done += len(batch)
            on_progress(taken.rows_done, len(checked))
    with transaction.atomic():
        own.update(finished_at=clock.now(), text="")
        taken.refresh_from_db()
        carrier.finished({name: getattr(taken, name) for name in COUNTS})


def check(taken: FileImport, carrier: Carrier[Any]) -> list[Any]:
    """Every line of a file in its order: a row, or its first problem."""
    reading = read(taken.text, carrier.layout)
    return sorted([*reading.problems, *carrier.check(reading.lines)], key=lambda each: each.line)


def _all_or_nothing(taken: FileImport, checked: Sequence[Any], carrier: Carrier[Any]) -> None:
    problems = [each for each in checked if isinstance(each, Problem)]
    if not problems:
        with transaction.atomic():
            for batch in batches(checked):
                problems += _import(taken, batch, carrier)
            if not problems:
                return
            transaction.set_rollback(True)
    save_progress(taken, problems, Counter({REFUSED: len(problems)}), len(checked))


def batches(checked: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """What is written at once."""
    for start in range(0, len(checked), BATCH):
        yield checked[start : start + BATCH]


def _import(taken: FileImport, batch: Sequence[Any], carrier: Carrier[Any]) -> list[Problem]:
    """Write a batch and its progress; the problems it met."""
    problems, counts = write(batch, carrier)
    save_progress(taken, problems, counts, len(batch))
    return problems


def write(batch: Sequence[Any], carrier: Carrier[Any]) -> tuple[list[Problem], Counter[str]]:
    """Write the rows of a batch; its problems, and what became of how many."""
    problems = [each for each in batch if isinstance(each, Problem)]
    written = carrier.write([each for each in batch if not isinstance(each, Problem)])
    problems += written.problems
    counts = Counter({ADDED: written.added, UPDATED: written.updated, REFUSED: len(problems)})
    counts[UNCHANGED] = len(batch) - counts.total()
    return problems, counts


def save_progress(taken: FileImport, problems: Sequence[Problem], counts: Counter[str], done: int) -> None:
    """Add to the report."""
    lines: Any = taken.refused_lines  # type: ignore[attr-defined] # each room's table of refused lines says so
    lines.model.objects.bulk_create(
        lines.model(file_import=taken, line=each.line, code=each.code, column=each.column, value=each.value[:100])
        for each in problems
    )
    type(taken)._default_manager.filter(pk=taken.pk).update(  # noqa: SLF001
        rows_done=F("rows_done") + done,
        **{name: F(name) + counts[name] for name in COUNTS},
    )


def forget_old_reports(imports: type[FileImport]) -> None:
    """Three months after an import, its report tells lines and reasons, and no longer what was written there."""
    old = imports._default_manager.filter(finished_at__lt=clock.now() - REPORT_KEPT)  # noqa: SLF001
    lines: Any = imports.refused_lines.rel.related_model  # type: ignore[attr-defined]
    lines.objects.filter(file_import__in=old.values("pk")).exclude(value="").update(value="")
