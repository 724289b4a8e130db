"""Take down the situation somebody declares for the year."""

from collections.abc import Sequence
from dataclasses import asdict

from peristyle.enrolment.actions.raise_decisions import raise_decisions
from peristyle.enrolment.models import EnrolmentFile
from peristyle.enrolment.queries import was_enrolled_before
from peristyle.enrolment.rules.situations import Contradiction, Situation, contradictions
from peristyle.kernel import clock


class Contradictory(Exception):
    """Some answers do not go together; `found` tells which."""

    def __init__(self, found: Sequence[Contradiction]) -> None:
        super().__init__(found)
        self.found = found


def give_situation(file: EnrolmentFile, declared: Situation) -> None:
    """Write it in the file. Raises Contradictory."""
    found = tuple(contradictions(declared, known_before=was_enrolled_before(file)))
    if found:
        raise Contradictory(found)
    answers = asdict(declared) | {"optional_rights": list(declared.optional_rights)}
    for name, value in answers.items():
        setattr(file, name, value)
    file.situation_given_at = clock.now()
    file.save(update_fields=[*answers, "situation_given_at"])
    raise_decisions(file)
