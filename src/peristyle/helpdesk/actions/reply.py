"""The author writes again."""

from peristyle.audit.public import record
from peristyle.helpdesk.actions.ask import TooManyRequests
from peristyle.helpdesk.actions.reopen import reopen
from peristyle.helpdesk.models import HelpRequest, Message, MessageKind
from peristyle.helpdesk.rules import COUNTED_OVER, MOST_REPLIES, wait_before_next
from peristyle.kernel import clock
from peristyle.people.public import Person


def reply(request: HelpRequest, text: str, *, by: Person | None) -> Message:
    """Add the author's words; a closed request opens again. Raises TooManyRequests."""
    now = clock.now()
    lately = request.messages.filter(kind=MessageKind.FROM_AUTHOR, at__gt=now - COUNTED_OVER)
    wait = wait_before_next(list(lately.values_list("at", flat=True)), MOST_REPLIES, now)
    if wait:
        raise TooManyRequests(wait)
    reopen(request, by=by)
    record("helpdesk.reply", actor=by, subject=request, number=request.number)
    return Message.objects.create(request=request, kind=MessageKind.FROM_AUTHOR, by=by, text=text, at=now)
