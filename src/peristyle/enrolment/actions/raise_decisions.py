"""Ask an officer to decide upon a file."""

from peristyle.audit.public import record
from peristyle.enrolment.models import EnrolmentFile, FileDecision
from peristyle.enrolment.queries.office import former_enrolments_in_step
from peristyle.enrolment.rules.decisions import DecisionKind, FileFacts, decisions_wanted
from peristyle.kernel import clock, institution

#: What the holder of a file may take back by declaring another situation.
OF_THE_SITUATION = (DecisionKind.GAP_YEAR, DecisionKind.SPECIAL_REGIME)


def raise_decisions(file: EnrolmentFile) -> None:
    """Ask for the decisions that the file needs as it stands; those asked for nothing any more are withdrawn."""
    facts = FileFacts(
        former_enrolments=former_enrolments_in_step(file),
        gap_year=file.gap_year,
        special_regime=file.special_regime,
    )
    wanted = decisions_wanted(facts, institution.current().decisions)
    file.decisions.filter(decided_at=None, kind__in=OF_THE_SITUATION).exclude(kind__in=wanted).delete()
    for kind in sorted(wanted):
        raise_decision(file, kind)


def raise_decision(file: EnrolmentFile, kind: str) -> FileDecision:
    """Ask for one decision, once."""
    decision, asked = FileDecision.objects.get_or_create(file=file, kind=kind, defaults={"raised_at": clock.now()})
    if asked:
        record("enrolment.raise_decision", subject=file, kind=kind)
    return decision
