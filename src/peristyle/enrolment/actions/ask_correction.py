"""Ask for something wrong in one's file to be corrected."""

from django.db import IntegrityError, transaction

from peristyle.audit.public import record
from peristyle.enrolment.models import CorrectionRequest, Subject
from peristyle.kernel import clock
from peristyle.people.public import Person


class AlreadyAsked(Exception):
    """A request on this subject waits for its answer."""


def ask_correction(person: Person, subject: Subject, said: str) -> CorrectionRequest:
    """Put the request in the officers' queue; one at a time on each subject. Raises AlreadyAsked."""
    try:
        with transaction.atomic():
            asked = CorrectionRequest.objects.create(person=person, subject=subject, said=said, asked_at=clock.now())
    except IntegrityError as error:
        raise AlreadyAsked from error
    record("enrolment.ask_correction", actor=person, subject=person, about=subject)
    return asked
