"""The door of the curriculum."""

from peristyle.curriculum.actions.open_year import open_year
from peristyle.curriculum.models import AcademicYear, Degree, Level, Step
from peristyle.curriculum.queries import all_steps, current_year_number, find_step, year_start

__all__ = [
    "AcademicYear",
    "Degree",
    "Level",
    "Step",
    "all_steps",
    "current_year_number",
    "find_step",
    "open_year",
    "year_start",
]
