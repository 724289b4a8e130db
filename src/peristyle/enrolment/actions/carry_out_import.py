"""Import a file of admissions: all its good lines, or nothing when one is wrong, as was asked.

The same file twice changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from peristyle.audit.public import record
from peristyle.curriculum.public import open_year
from peristyle.enrolment.actions.index_admissions import index_admissions
from peristyle.enrolment.models import Admission, AdmissionImport, EnrolmentFile, Receipt
from peristyle.enrolment.queries import known_steps, present_campaign
from peristyle.enrolment.rules.admission_rows import AdmissionRow, Untold, check_lines
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.capabilities import IMPORT_ADMISSIONS, Within
from peristyle.kernel import clock
from peristyle.kernel.importing.carrying import Carrier, OnProgress, Written, carry_out
from peristyle.kernel.importing.files import Line
from peristyle.kernel.importing.previewing import confirm, preview
from peristyle.kernel.importing.problems import Problem
from peristyle.kernel.permissions import can
from peristyle.kernel.tasks import task
from peristyle.people.public import Person

FACTS = (
    "origin",
    "birth_name",
    "given_name",
    "other_given_names",
    "usual_name",
    "civility",
    "birth_date",
    "birth_place",
    "birth_country",
    "email",
    "step_id",
    "grant_holder",
)


@task(retries=3)
def preview_import_later(import_id: int) -> None:
    """Try a file in the background: what it would change, and what would be refused."""
    taken = AdmissionImport.objects.select_related("requested_by").filter(pk=import_id).first()
    if taken:
        preview(taken, _carrier(taken))


def confirm_import(taken: AdmissionImport, *, by: Person) -> None:
    """Import in the background what was looked at. Raises NotWaiting."""
    with transaction.atomic():
        confirm(taken)
        record("enrolment.confirm_import", actor=by, subject=taken)
        carry_out_import_later.enqueue(taken.pk)


@task(retries=3)
def carry_out_import_later(import_id: int) -> None:
    """Import in the background."""
    carry_out_import(import_id, on_progress=lambda _done, _total: None)


def carry_out_import(import_id: int, on_progress: OnProgress) -> AdmissionImport:
    """Import what is left of a file, telling how many lines are done of how many."""
    taken = AdmissionImport.objects.select_related("requested_by").get(pk=import_id)
    carry_out(taken, _carrier(taken), on_progress)
    return taken


def _carrier(taken: AdmissionImport) -> Carrier[AdmissionRow]:
    return Carrier(
        layout=untold(taken).layout,
        check=lambda lines: _check(taken, lines),
        write=lambda rows: _write(taken, rows),
        finished=lambda counts: record("enrolment.finish_import", actor=taken.requested_by, subject=taken, **counts),
    )


def untold(taken: AdmissionImport) -> Untold:
    """What was said of the lines that do not tell it."""
    return Untold(Origin(taken.untold_origin) if taken.untold_origin else None, taken.untold_step_id)


def _check(taken: AdmissionImport, lines: Iterable[Line]) -> Iterator[AdmissionRow | Problem]:
    steps = known_steps()
    officer = taken.requested_by
    return check_lines(
        lines,
        year=present_campaign(),
        find_step=lambda code, version: steps.get((code, version)),
        # Without an officer the file was given on the command line, by whoever runs the house.
        may_import=lambda component: officer is None or can(officer, IMPORT_ADMISSIONS, Within(component)),
        untold=untold(taken),
    )


def _write(taken: AdmissionImport, rows: Sequence[AdmissionRow]) -> Written:
    for year in {row.academic_year for row in rows}:
        open_year(year)
    existing = _existing(rows)
    enrolled = set(
        Receipt.objects.filter(invoice__file__admission__in=existing.values()).values_list(
            "invoice__file__admission_id", flat=True
        )
    )
    new: list[Admission] = []
    changed: list[Admission] = []
    moved: list[Admission] = []
    problems: list[Problem] = []
    for row in rows:
        admission = existing.get((row.application_number, row.academic_year))
        if admission is None:
            new.append(_admission(row, taken))
        elif _differs(admission, row):
            if admission.pk in enrolled:
                problems.append(Problem(row.line, "already_enrolled", value=admission.display_name))
                continue
            if admission.step_id != row.step_id:
                moved.append(admission)
            _bring_up_to_date(admission, row, taken)
            changed.append(admission)
    Admission.objects.bulk_create(new)
    Admission.objects.bulk_update(changed, [*FACTS, "recorded_by", "recorded_at"])
    index_admissions([admission.pk for admission in (*new, *changed)])
    # The holder confirmed another étape than this one.
    EnrolmentFile.objects.filter(admission__in=moved).update(step_confirmed_at=None)
    return Written(added=len(new), updated=len(changed), problems=problems)


def _existing(rows: Iterable[AdmissionRow]) -> dict[tuple[str, int], Admission]:
    wanted = {(row.application_number, row.academic_year) for row in rows}
    admissions = Admission.objects.filter(
        application_number__in={number for number, _ in wanted}, academic_year__in={year for _, year in wanted}
    )
    return {(admission.application_number, admission.academic_year_id): admission for admission in admissions}


def _admission(row: AdmissionRow, taken: AdmissionImport) -> Admission:
    admission = Admission(application_number=row.application_number, academic_year_id=row.academic_year)
    _bring_up_to_date(admission, row, taken)
    return admission


def _bring_up_to_date(admission: Admission, row: AdmissionRow, taken: AdmissionImport) -> None:
    for fact in FACTS:
        setattr(admission, fact, getattr(row, fact))
    admission.recorded_by = taken
    admission.recorded_at = clock.now()


def _differs(admission: Admission, row: AdmissionRow) -> bool:
    return any(getattr(admission, fact) != getattr(row, fact) for fact in FACTS)
