"""The door of the curriculum."""

from peristyle.curriculum.actions.offer.import_maquettes import carry_out_maquettes, take_maquettes
from peristyle.curriculum.actions.open_year import open_year
from peristyle.curriculum.actions.students.open_unit_choices import open_unit_choices
from peristyle.curriculum.actions.students.withdraw import withdraw
from peristyle.curriculum.actions.sync_calendar import sync_calendar
from peristyle.curriculum.adapters.sheets import Sheet as SignInSheet
from peristyle.curriculum.adapters.sheets import as_pdf as sign_in_pdf
from peristyle.curriculum.events import MembershipChanged
from peristyle.curriculum.models import (
    AcademicYear,
    CalendarPeriod,
    ChoiceList,
    ChoiceWindow,
    ClassKind,
    Degree,
    GroupMembership,
    GroupTeacher,
    Level,
    Nature,
    Offering,
    Step,
    StudiedStep,
    TeachingGroup,
    TeachingUnit,
    UnitEnrolment,
    UnitKind,
    UnitLink,
)
from peristyle.curriculum.queries import (
    StepTree,
    all_steps,
    current_year_number,
    find_step,
    groups_of,
    groups_taught_by,
    load_trees,
    members_of,
    takers_of,
    units_of,
    windows_to_use,
    year_start,
)
from peristyle.curriculum.rules.assignment import Newcomer, Room, assign
from peristyle.curriculum.rules.calendar_file import PeriodKind
from peristyle.curriculum.rules.choices import follow

__all__ = [
    "AcademicYear",
    "CalendarPeriod",
    "ChoiceList",
    "ChoiceWindow",
    "ClassKind",
    "Degree",
    "GroupMembership",
    "GroupTeacher",
    "Level",
    "MembershipChanged",
    "Nature",
    "Newcomer",
    "Offering",
    "PeriodKind",
    "Room",
    "SignInSheet",
    "Step",
    "StepTree",
    "StudiedStep",
    "TeachingGroup",
    "TeachingUnit",
    "UnitEnrolment",
    "UnitKind",
    "UnitLink",
    "all_steps",
    "assign",
    "carry_out_maquettes",
    "current_year_number",
    "find_step",
    "follow",
    "groups_of",
    "groups_taught_by",
    "load_trees",
    "members_of",
    "open_unit_choices",
    "open_year",
    "sign_in_pdf",
    "sync_calendar",
    "take_maquettes",
    "takers_of",
    "units_of",
    "windows_to_use",
    "withdraw",
    "year_start",
]
