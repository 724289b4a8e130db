"""Decide upon a file."""

from typing import Any

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.models import EnrolmentFile, FileDecision
from peristyle.enrolment.rules.decisions import DecisionKind
from peristyle.enrolment.rules.situations import GapYear
from peristyle.kernel import clock, mail
from peristyle.people.public import Person

#: A refused wish is taken out of the file, which then goes on without it.
WITHOUT_THE_WISH: dict[DecisionKind, dict[str, Any]] = {
    DecisionKind.GAP_YEAR: {"gap_year": GapYear.NONE},
    DecisionKind.SPECIAL_REGIME: {"special_regime": False},
}


class AlreadyDecided(Exception):
    """Somebody decided before."""


@transaction.atomic
def decide_file(decision: FileDecision, *, accepted: bool, answer: str, by: Person) -> None:
    """Accept or refuse, with an answer that is mailed to the holder of the file. Raises AlreadyDecided."""
    waiting = FileDecision.objects.filter(pk=decision.pk, decided_at=None)
    if not waiting.update(decided_at=clock.now(), decided_by=by, accepted=accepted, answer=answer):
        raise AlreadyDecided
    file = decision.file
    wish = {} if accepted else WITHOUT_THE_WISH.get(DecisionKind(decision.kind), {})
    if wish:
        EnrolmentFile.objects.filter(pk=file.pk).update(**wish)
    record("enrolment.decide_file", actor=by, subject=file, kind=decision.kind, accepted=accepted, answer=answer)
    admission = file.admission
    mail.post(
        "enrolment/letters/decision",
        file.personal_email or admission.email,
        file.language,
        person_id=admission.person_id,
        given_name=admission.given_name,
        subject_matter=DecisionKind(decision.kind).value,
        accepted=accepted,
        answer=answer,
        step=str(admission.step),
        year=str(admission.academic_year),
    )
