"""Import a file of admissions: all its good lines, or nothing when one is wrong, as was asked.

Progress is saved with each batch, so that an interrupted import goes on where it was; the same file twice changes
nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import F

from peristyle.audit.public import record
from peristyle.curriculum.public import open_year
from peristyle.enrolment.models import Admission, AdmissionImport, EnrolmentFile, Receipt, RefusedLine
from peristyle.enrolment.queries import known_steps, present_campaign
from peristyle.enrolment.rules.admission_file import read
from peristyle.enrolment.rules.admission_problems import Problem
from peristyle.enrolment.rules.admission_rows import AdmissionRow, check_lines
from peristyle.enrolment.rules.capabilities import IMPORT_ADMISSIONS, Within
from peristyle.kernel import clock
from peristyle.kernel.permissions import can
from peristyle.kernel.tasks import task

BATCH = 500
ADDED, UPDATED, UNCHANGED, REFUSED = "added", "updated", "unchanged", "refused"
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
Checked = AdmissionRow | Problem
OnProgress = Callable[[int, int], None]


@task(retries=3)
def carry_out_import_later(import_id: int) -> None:
    """Import in the background."""
    carry_out_import(import_id, on_progress=lambda _done, _total: None)


def carry_out_import(import_id: int, on_progress: OnProgress) -> AdmissionImport:
    """Import what is left of a file, telling how many lines are done of how many."""
    taken = AdmissionImport.objects.select_related("requested_by").get(pk=import_id)
    if taken.finished_at:
        return taken
    checked = _check(taken)
    AdmissionImport.objects.filter(pk=taken.pk, started_at=None).update(started_at=clock.now())
    AdmissionImport.objects.filter(pk=taken.pk).update(rows_total=len(checked))
    on_progress(taken.rows_done, len(checked))
    if taken.all_or_nothing:
        if taken.rows_done < len(checked):
            _all_or_nothing(taken, checked)
        on_progress(len(checked), len(checked))
    else:
        for batch in _batches(checked[taken.rows_done :]):
            with transaction.atomic():
                _import(taken, batch)
            taken.rows_done += len(batch)
            on_progress(taken.rows_done, len(checked))
    return _finish(taken)


def _check(taken: AdmissionImport) -> list[Checked]:
    steps = known_steps()
    officer = taken.requested_by
    reading = read(taken.text)
    lines = check_lines(
        reading.lines,
        year=present_campaign(),
        find_step=lambda code, version: steps.get((code, version)),
        # Without an officer the file was given on the command line, by whoever runs the house.
        may_import=lambda component: officer is None or can(officer, IMPORT_ADMISSIONS, Within(component)),
    )
    return sorted([*reading.problems, *lines], key=lambda each: each.line)


def _all_or_nothing(taken: AdmissionImport, checked: Sequence[Checked]) -> None:
    problems = [each for each in checked if isinstance(each, Problem)]
    if not problems:
        with transaction.atomic():
            for batch in _batches(checked):
                problems += _import(taken, batch)
            if not problems:
                return
            transaction.set_rollback(True)
    _save_progress(taken, problems, Counter({REFUSED: len(problems)}), len(checked))


def _batches(checked: Sequence[Checked]) -> Iterator[Sequence[Checked]]:
    for start in range(0, len(checked), BATCH):
        yield checked[start : start + BATCH]


def _import(taken: AdmissionImport, batch: Sequence[Checked]) -> list[Problem]:
    """Write a batch and its progress; the problems it met."""
    problems = [each for each in batch if isinstance(each, Problem)]
    rows = [each for each in batch if isinstance(each, AdmissionRow)]
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
    # The holder confirmed another étape than this one.
    EnrolmentFile.objects.filter(admission__in=moved).update(step_confirmed_at=None)
    counts = Counter({ADDED: len(new), UPDATED: len(changed), REFUSED: len(problems)})
    counts[UNCHANGED] = len(batch) - counts.total()
    _save_progress(taken, problems, counts, len(batch))
    return problems


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


def _save_progress(taken: AdmissionImport, problems: Sequence[Problem], counts: Counter[str], done: int) -> None:
    RefusedLine.objects.bulk_create(
        RefusedLine(
            admission_import=taken,
            line=problem.line,
            code=problem.code,
            column=problem.column,
            value=problem.value[:100],
        )
        for problem in problems
    )
    AdmissionImport.objects.filter(pk=taken.pk).update(
        rows_done=F("rows_done") + done,
        **{name: F(name) + counts[name] for name in (ADDED, UPDATED, UNCHANGED, REFUSED)},
    )


def _finish(taken: AdmissionImport) -> AdmissionImport:
    with transaction.atomic():
        AdmissionImport.objects.filter(pk=taken.pk).update(finished_at=clock.now(), text="")
        taken.refresh_from_db()
        record(
            "enrolment.finish_import",
            actor=taken.requested_by,
            subject=taken,
            **{name: getattr(taken, name) for name in (ADDED, UPDATED, UNCHANGED, REFUSED)},
        )
    return taken
