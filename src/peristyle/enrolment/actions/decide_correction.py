"""Decide on a correction that a student asked for, and tell them."""

from peristyle.audit.public import record
from peristyle.enrolment.models import CorrectionRequest
from peristyle.kernel import clock
from peristyle.people.public import Person, write_to


class AlreadyDecided(Exception):
    """Another officer answered a moment ago."""


def decide_correction(asked: CorrectionRequest, *, accepted: bool, answer: str, by: Person) -> None:
    """Write the decision, once, and mail it with its answer; the facts themselves are corrected where they stand.

    Raises AlreadyDecided.
    """
    open_request = CorrectionRequest.objects.filter(pk=asked.pk, decided_at=None)
    if not open_request.update(decided_at=clock.now(), decided_by=by, accepted=accepted, answer=answer):
        raise AlreadyDecided
    record("enrolment.decide_correction", actor=by, subject=asked.person, about=asked.subject, accepted=accepted)
    write_to(
        asked.person,
        "enrolment/letters/correction",
        said=asked.said,
        accepted=accepted,
        answer=answer,
    )
