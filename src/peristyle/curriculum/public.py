"""The door of the curriculum."""

from peristyle.curriculum.actions.open_year import open_year
from peristyle.curriculum.actions.sync_calendar import sync_calendar
from peristyle.curriculum.models import AcademicYear, CalendarPeriod, Degree, Level, Step
from peristyle.curriculum.queries import all_steps, current_year_number, find_step, year_start

__all__ = [
    "AcademicYear",
    "CalendarPeriod",
    "Degree",
    "Level",
    "Step",
    "all_steps",
    "current_year_number",
    "find_step",
    "open_year",
    "sync_calendar",
    "year_start",
]
