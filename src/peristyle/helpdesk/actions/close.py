"""Close a request."""

from peristyle.audit.public import record
from peristyle.helpdesk.actions.tell_author import tell_author
from peristyle.helpdesk.models import Closure, HelpRequest
from peristyle.kernel import clock
from peristyle.people.public import Person


def close(request: HelpRequest, *, by: Person | None, agent: bool) -> None:
    """Close the request if it is open; the author is told when an agent did it."""
    _, closed_now = Closure.objects.get_or_create(request=request, defaults={"by": by, "at": clock.now()})
    if not closed_now:
        return
    record("helpdesk.close", actor=by, subject=request, number=request.number, agent=agent)
    if agent:
        tell_author.enqueue(request.pk, "closed")
