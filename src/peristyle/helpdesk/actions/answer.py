"""Answer the author of a request."""

from peristyle.audit.public import record
from peristyle.helpdesk.actions.tell_author import tell_author
from peristyle.helpdesk.models import Closure, HelpRequest, Message, MessageKind
from peristyle.kernel import clock
from peristyle.people.public import Person


def answer(request: HelpRequest, text: str, *, by: Person, and_close: bool = False) -> Message:
    """Add an answer and tell the author, in one letter even if the request is closed with it."""
    now = clock.now()
    message = Message.objects.create(request=request, kind=MessageKind.ANSWER, by=by, text=text, at=now)
    record("helpdesk.answer", actor=by, subject=request, number=request.number, closed=and_close)
    if and_close:
        Closure.objects.get_or_create(request=request, defaults={"by": by, "at": now})
    tell_author.enqueue(request.pk, "answered")
    return message
