"""Carry out a reading of another system of scolarité, once its table is there."""

from collections.abc import Iterable, Iterator
from typing import Any

from peristyle.audit.public import record
from peristyle.enrolment.actions.feeds.take_in import take_in
from peristyle.enrolment.models import FeedRun, RefusedFeedLine
from peristyle.enrolment.queries import known_steps
from peristyle.enrolment.rules.capabilities import IMPORT_ENROLMENTS, Within
from peristyle.enrolment.rules.feed_rows import LAYOUT, FeedRow, check_lines
from peristyle.kernel.importing.carrying import Carrier, OnProgress, carry_out
from peristyle.kernel.importing.files import Line
from peristyle.kernel.importing.problems import Problem
from peristyle.kernel.permissions import can


def carry_out_run(run: FeedRun, on_progress: OnProgress = lambda _done, _total: None) -> FeedRun:
    """Take in all good rows, in batches; an interrupted run goes on where it was."""
    carry_out(run, carrier(run), on_progress)
    return run


def carrier(run: FeedRun) -> Carrier[FeedRow]:
    """How a table is taken in, within the composantes of whoever brought it."""
    students: dict[int, str] = {}
    officer = run.requested_by

    def may_import(component: str) -> bool:
        return officer is None or can(officer, IMPORT_ENROLMENTS, Within(component))

    def check(lines: Iterable[Line]) -> Iterator[FeedRow | Problem]:
        read = list(lines)
        students.update((line.number, line.cells.get("numero_etudiant", "")[:25]) for line in read)
        steps = known_steps()
        return check_lines(read, lambda code, version: steps.get((code, version)), may_import)

    def finished(counts: dict[str, Any]) -> None:
        refused = list(run.refused_lines.all())
        for each in refused:
            each.student_code = students.get(each.line, "")
        RefusedFeedLine.objects.bulk_update(refused, ["student_code"], batch_size=500)
        record("enrolment.finish_feed", actor=officer, subject=run, source=run.source, **counts)

    return Carrier(layout=LAYOUT, check=check, write=take_in, finished=finished)
