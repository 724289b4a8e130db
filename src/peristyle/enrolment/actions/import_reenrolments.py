"""Import a file of authorisations to enrol again: all its good lines, or nothing when one is wrong, as was asked."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.authorise_reenrolments import Authorisation, authorise_reenrolments
from peristyle.enrolment.models import ReenrolmentImport
from peristyle.enrolment.queries import known_steps, present_campaign, students_by_number
from peristyle.enrolment.rules.capabilities import AUTHORISE_REENROLMENTS, Within
from peristyle.enrolment.rules.reenrolment_rows import LAYOUT, ReenrolmentRow, check_lines
from peristyle.kernel.importing.carrying import Carrier, Written, carry_out, file_facts
from peristyle.kernel.importing.files import Line
from peristyle.kernel.importing.previewing import confirm, preview
from peristyle.kernel.importing.problems import Problem
from peristyle.kernel.permissions import can
from peristyle.kernel.tasks import task
from peristyle.people.public import Person


def request_reenrolment_import(
    content: bytes, file_name: str, *, all_or_nothing: bool, by: Person
) -> ReenrolmentImport:
    """Take the file and have it tried in the background: nothing is imported before it was looked at."""
    taken = ReenrolmentImport.objects.create(
        requested_by=by, **file_facts(content, file_name, all_or_nothing=all_or_nothing)
    )
    record("enrolment.request_reenrolment_import", actor=by, subject=taken, file_name=taken.file_name)
    preview_reenrolments.enqueue(taken.pk)
    return taken


@task(retries=3)
def preview_reenrolments(import_id: int) -> None:
    """Try a file: what it would change, and what would be refused."""
    taken = ReenrolmentImport.objects.select_related("requested_by").filter(pk=import_id).first()
    if taken:
        preview(taken, _carrier(taken))


def confirm_reenrolment_import(taken: ReenrolmentImport, *, by: Person) -> None:
    """Import in the background what was looked at. Raises NotWaiting."""
    with transaction.atomic():
        confirm(taken)
        record("enrolment.confirm_reenrolment_import", actor=by, subject=taken)
        import_reenrolments.enqueue(taken.pk)


@task(retries=3)
def import_reenrolments(import_id: int) -> None:
    """Import what is left of a file; the same file twice changes nothing."""
    taken = ReenrolmentImport.objects.select_related("requested_by").get(pk=import_id)
    carry_out(taken, _carrier(taken), on_progress=lambda _done, _total: None)


def _carrier(taken: ReenrolmentImport) -> Carrier[ReenrolmentRow]:
    return Carrier(
        layout=LAYOUT,
        check=lambda lines: _check(taken, lines),
        write=_write,
        finished=lambda counts: record(
            "enrolment.finish_reenrolment_import", actor=taken.requested_by, subject=taken, **counts
        ),
    )


def _check(taken: ReenrolmentImport, lines: Iterable[Line]) -> Iterator[ReenrolmentRow | Problem]:
    read = list(lines)
    students = students_by_number({line.cells.get("numero_etudiant", "").upper() for line in read})
    steps = known_steps()
    officer = taken.requested_by
    return check_lines(
        read,
        year=present_campaign(),
        find_student=students.get,
        find_step=lambda code, version: steps.get((code, version)),
        may_import=lambda component: officer is not None and can(officer, AUTHORISE_REENROLMENTS, Within(component)),
    )


def _write(rows: Sequence[ReenrolmentRow]) -> Written:
    lines = {Authorisation(row.person_id, row.step_id, row.academic_year, row.grant_holder): row for row in rows}
    done = authorise_reenrolments(list(lines))
    problems = [Problem(lines[each].line, "settled", value=lines[each].student_number) for each in done.settled]
    return Written(added=len(done.added), updated=len(done.updated), problems=problems)
