"""Leave a word for other agents."""

from peristyle.audit.public import record
from peristyle.helpdesk.models import HelpRequest, Message, MessageKind
from peristyle.kernel import clock
from peristyle.people.public import Person


def add_note(request: HelpRequest, text: str, *, by: Person) -> Message:
    """Add a note that the author never sees."""
    record("helpdesk.add_note", actor=by, subject=request, number=request.number)
    return Message.objects.create(request=request, kind=MessageKind.NOTE, by=by, text=text, at=clock.now())
