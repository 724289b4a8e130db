"""Open a closed request again."""

from peristyle.audit.public import record
from peristyle.helpdesk.models import Closure, HelpRequest
from peristyle.people.public import Person


def reopen(request: HelpRequest, *, by: Person | None) -> None:
    """Open the request if it is closed."""
    removed, _ = Closure.objects.filter(request=request).delete()
    if removed:
        record("helpdesk.reopen", actor=by, subject=request, number=request.number)
