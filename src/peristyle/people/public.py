"""The door of persons."""

from peristyle.people.actions.assign_role import assign_role
from peristyle.people.actions.open_affiliation import open_affiliation
from peristyle.people.actions.register_person import give_student_number, register_person
from peristyle.people.actions.set_backup_email import set_backup_email
from peristyle.people.actions.sync_components import sync_components
from peristyle.people.models import (
    Affiliation,
    AffiliationKind,
    Civility,
    Component,
    Person,
    RoleAssignment,
)
from peristyle.people.queries import find_by_national_id, find_by_number, find_by_number_alone
from peristyle.people.rules.national_ids import NationalIdCheck, check_national_id

__all__ = [
    "Affiliation",
    "AffiliationKind",
    "Civility",
    "Component",
    "NationalIdCheck",
    "Person",
    "RoleAssignment",
    "assign_role",
    "check_national_id",
    "find_by_national_id",
    "find_by_number",
    "find_by_number_alone",
    "give_student_number",
    "open_affiliation",
    "register_person",
    "set_backup_email",
    "sync_components",
]
