"""Reading the corrections that students ask for."""

from django.db.models import QuerySet

from peristyle.enrolment.models import CorrectionRequest
from peristyle.people.public import Person


def corrections_of(person: Person) -> QuerySet[CorrectionRequest]:
    """What a person asked to be corrected, newest first."""
    return CorrectionRequest.objects.filter(person=person)
