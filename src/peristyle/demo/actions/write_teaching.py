"""Write down what is taught."""

from collections.abc import Iterable

from peristyle.curriculum.public import AcademicYear, Degree, Step, open_year
from peristyle.demo.university.teaching import DEGREES

Steps = dict[str, Step]
Years = dict[int, AcademicYear]


def write_teaching() -> Steps:
    """The degrees and étapes; returns the étapes by code."""
    Degree.objects.bulk_create(
        Degree(code=degree.code, name=degree.name, level=degree.level, component_id=degree.component)
        for degree in DEGREES
    )
    steps = Step.objects.bulk_create(
        Step(code=degree.step_code(year), label=degree.step_label(year), degree_id=degree.code, year_of_study=year)
        for degree in DEGREES
        for year in degree.years
    )
    return {step.code: step for step in steps}


def write_years(numbers: Iterable[int]) -> Years:
    """The academic years; returns them by number."""
    return {number: open_year(number) for number in sorted(set(numbers))}
