"""Take a request back."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.models import SessionRequest


class AlreadyDecided(Exception):
    """It waits no longer."""


@transaction.atomic
def withdraw(request: SessionRequest, *, by: Person) -> None:
    """Its author no longer asks for it. Raises AlreadyDecided."""
    waiting = SessionRequest.objects.filter(pk=request.pk, asked_by=by, decided_at=None, withdrawn_at=None)
    if not waiting.update(withdrawn_at=clock.now()):
        raise AlreadyDecided
    record("timetable.withdraw_request", actor=by, subject=request)
