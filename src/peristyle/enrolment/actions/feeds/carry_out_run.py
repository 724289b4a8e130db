"""Carry out a reading of another system of scolarité, once its table is there."""

from collections.abc import Iterable, Iterator
from typing import Any

from peristyle.audit.public import record
from peristyle.enrolment.actions.feeds.take_in import take_in
from peristyle.enrolment.models import FeedRun, RefusedFeedLine
from peristyle.enrolment.queries import known_steps
from peristyle.enrolment.rules.feed_rows import LAYOUT, FeedRow, check_lines
from peristyle.kernel.importing.carrying import Carrier, OnProgress, carry_out
from peristyle.kernel.importing.files import Line
from peristyle.kernel.importing.problems import Problem


def carry_out_run(run: FeedRun, on_progress: OnProgress = lambda _done, _total: None) -> FeedRun:
    """Take in all good rows, in batches; an interrupted run goes on where it was."""
    students: dict[int, str] = {}

    def check(lines: Iterable[Line]) -> Iterator[FeedRow | Problem]:
        read = list(lines)
        students.update((line.number, line.cells.get("numero_etudiant", "")[:25]) for line in read)
        steps = known_steps()
        return check_lines(read, find_step=lambda code, version: steps.get((code, version)))

    def finished(counts: dict[str, Any]) -> None:
        refused = list(run.refused_lines.all())
        for each in refused:
            each.student_code = students.get(each.line, "")
        RefusedFeedLine.objects.bulk_update(refused, ["student_code"], batch_size=500)
        record("enrolment.finish_feed", subject=run, source=run.source, **counts)

    carry_out(run, Carrier(layout=LAYOUT, check=check, write=take_in, finished=finished), on_progress)
    return run
