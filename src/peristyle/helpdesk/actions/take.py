"""See to a request oneself, or leave it to others."""

from peristyle.audit.public import record
from peristyle.helpdesk.models import Assignment, HelpRequest
from peristyle.kernel import clock
from peristyle.people.public import Person


def take(request: HelpRequest, *, by: Person) -> None:
    """Take the request on, from another agent if need be."""
    Assignment.objects.update_or_create(request=request, defaults={"agent": by, "at": clock.now()})
    record("helpdesk.take", actor=by, subject=request, number=request.number)


def leave(request: HelpRequest, *, by: Person) -> None:
    """Leave the request to whoever is free."""
    removed, _ = Assignment.objects.filter(request=request, agent=by).delete()
    if removed:
        record("helpdesk.leave", actor=by, subject=request, number=request.number)
