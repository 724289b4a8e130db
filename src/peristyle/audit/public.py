"""The door of the journal."""

from peristyle.audit.actions.record import record
from peristyle.audit.queries import journal

__all__ = ["journal", "record"]
