"""The door of the helpdesk."""

from peristyle.helpdesk.models import Assignment, Closure, HelpRequest, Message, MessageKind, Subject

__all__ = ["Assignment", "Closure", "HelpRequest", "Message", "MessageKind", "Subject"]
