"""The door of the journal."""

from peristyle.audit.actions.forget import forget_subjects
from peristyle.audit.actions.record import record
from peristyle.audit.persons import PersonDirectory, register_person_directory
from peristyle.audit.queries import journal
from peristyle.audit.words import register_action_words

__all__ = [
    "PersonDirectory",
    "forget_subjects",
    "journal",
    "record",
    "register_action_words",
    "register_person_directory",
]
