"""Void a tie that should never have been: enrolment cancelled, payment refused afterwards."""

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.models import Affiliation, Person


def void_affiliation(source: str, source_reference: str, *, reason: str, by: Person | None = None) -> Affiliation:
    """From today on the tie is none, and gives nothing beyond; the same source may open it again.

    Raises Affiliation.DoesNotExist.
    """
    affiliation = Affiliation.objects.select_related("person").get(source=source, source_reference=source_reference)
    if affiliation.voided_on is None:
        affiliation.voided_on = clock.today()
        affiliation.save(update_fields=["voided_on"])
        record("people.void_affiliation", actor=by, subject=affiliation.person, kind=affiliation.kind, reason=reason)
    return affiliation
