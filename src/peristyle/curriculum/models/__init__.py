"""The tables of the curriculum."""

from peristyle.curriculum.models.choices import ChoiceWindow, Nature, StudiedStep, UnitEnrolment
from peristyle.curriculum.models.degrees import Degree, Level, Step
from peristyle.curriculum.models.groups import GroupMembership, GroupTeacher, TeachingGroup
from peristyle.curriculum.models.imports import MaquetteImport, RefusedMaquetteLine
from peristyle.curriculum.models.units import ChoiceList, ClassKind, Offering, TeachingUnit, UnitKind, UnitLink
from peristyle.curriculum.models.years import PERIOD_KINDS, AcademicYear, CalendarPeriod

__all__ = [
    "PERIOD_KINDS",
    "AcademicYear",
    "CalendarPeriod",
    "ChoiceList",
    "ChoiceWindow",
    "ClassKind",
    "Degree",
    "GroupMembership",
    "GroupTeacher",
    "Level",
    "MaquetteImport",
    "Nature",
    "Offering",
    "RefusedMaquetteLine",
    "Step",
    "StudiedStep",
    "TeachingGroup",
    "TeachingUnit",
    "UnitEnrolment",
    "UnitKind",
    "UnitLink",
]
