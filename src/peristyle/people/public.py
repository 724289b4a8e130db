"""The door of persons."""

from peristyle.people.actions.assign_role import assign_role
from peristyle.people.actions.end_role import RoleOver, end_role
from peristyle.people.actions.erase_person import forget_contact
from peristyle.people.actions.index_persons import index_persons
from peristyle.people.actions.merge_persons import merge_persons
from peristyle.people.actions.open_affiliation import open_affiliation
from peristyle.people.actions.register_person import (
    give_guest_number,
    give_student_number,
    recognise_or_register,
    register_person,
)
from peristyle.people.actions.set_backup_email import set_backup_email
from peristyle.people.actions.set_language import set_language
from peristyle.people.actions.set_phone import set_phone
from peristyle.people.actions.sync_components import sync_components
from peristyle.people.actions.update_person import update_affiliation, update_person
from peristyle.people.actions.void_affiliation import void_affiliation
from peristyle.people.actions.write_to import write_to
from peristyle.people.models import (
    Affiliation,
    AffiliationKind,
    Civility,
    Component,
    Person,
    RoleAssignment,
    Sponsorship,
    StaffCategory,
)
from peristyle.people.queries import (
    find_by_national_id,
    find_by_number,
    find_by_number_alone,
    find_by_words,
    holds_one_of,
)
from peristyle.people.rules.names import same_name
from peristyle.people.rules.national_ids import NationalIdCheck, check_national_id
from peristyle.people.rules.phones import NotAMobileNumber, masked_number, mobile_number, shown_number
from peristyle.people.rules.search_words import typed_words, words_of_identifier, words_of_name
from peristyle.people.search_sources import register_search_source

__all__ = [
    "Affiliation",
    "AffiliationKind",
    "Civility",
    "Component",
    "NationalIdCheck",
    "NotAMobileNumber",
    "Person",
    "RoleAssignment",
    "RoleOver",
    "Sponsorship",
    "StaffCategory",
    "assign_role",
    "check_national_id",
    "end_role",
    "find_by_national_id",
    "find_by_number",
    "find_by_number_alone",
    "find_by_words",
    "forget_contact",
    "give_guest_number",
    "give_student_number",
    "holds_one_of",
    "index_persons",
    "masked_number",
    "merge_persons",
    "mobile_number",
    "open_affiliation",
    "recognise_or_register",
    "register_person",
    "register_search_source",
    "same_name",
    "set_backup_email",
    "set_language",
    "set_phone",
    "shown_number",
    "sync_components",
    "typed_words",
    "update_affiliation",
    "update_person",
    "void_affiliation",
    "words_of_identifier",
    "words_of_name",
    "write_to",
]
