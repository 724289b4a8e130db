"""Accept a correction that a student asked for."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from peristyle.enrolment.actions.decide_correction import decide_correction
from peristyle.enrolment.actions.office.correct_identity import correct_identity
from peristyle.enrolment.models import CorrectionRequest
from peristyle.people.public import Person


@transaction.atomic
def accept_correction(asked: CorrectionRequest, facts: Mapping[str, Any], *, answer: str, by: Person) -> None:
    """What is accepted is corrected in the same act. Raises AlreadyDecided, NationalIdTaken."""
    decide_correction(asked, accepted=True, answer=answer, by=by)
    correct_identity(asked.person, facts, reason=asked.get_subject_display(), by=by)
