"""Checking the lines of a file of authorisations to enrol again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from peristyle.enrolment.rules.admission_rows import YES_OR_NO, FindStep, MayImport, find_step_in, written_year
from peristyle.kernel.importing.cells import WrongCell, check_each, choice
from peristyle.kernel.importing.files import Layout, Line
from peristyle.kernel.importing.problems import Problem

LAYOUT = Layout(required=("numero_etudiant", "etape"), optional=("version", "annee", "boursier"))


@dataclass(frozen=True)
class ReenrolmentRow:
    """A line that can be imported: somebody known may enrol in an étape again."""

    line: int
    student_number: str
    person_id: int
    academic_year: int
    step_id: int
    grant_holder: bool


FindStudent = Callable[[str], int | None]


def check_lines(
    lines: Iterable[Line], *, year: int, find_student: FindStudent, find_step: FindStep, may_import: MayImport
) -> Iterator[ReenrolmentRow | Problem]:
    """Each line as an authorisation, or the first thing wrong with it; `year` is meant where no year is written."""

    def check(line: Line) -> ReenrolmentRow:
        cells = line.cells
        number = cells["numero_etudiant"].upper()
        person_id = find_student(number)
        if person_id is None:
            raise WrongCell("unknown_student", "numero_etudiant", number)
        version = cells.get("version", "")
        return ReenrolmentRow(
            line=line.number,
            student_number=number,
            person_id=person_id,
            academic_year=written_year(cells.get("annee", "")) or year,
            step_id=find_step_in(f"{cells['etape']}-{version}" if version else cells["etape"], find_step, may_import),
            grant_holder=choice(cells.get("boursier", ""), YES_OR_NO, "grant", "boursier"),
        )

    return check_each(
        lines,
        LAYOUT,
        check,
        key=lambda row: (row.person_id, row.academic_year, row.step_id),
        repeated=lambda row: WrongCell("repeated_student", "numero_etudiant", row.student_number),
    )
