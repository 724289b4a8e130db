"""Which enrolment files an officer decides upon, and which of these decisions the payment waits for."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.rules.situations import GapYear


class DecisionKind(StrEnum):
    """Why a file needs an officer's decision."""

    REPEATED_STEP = "repeated_step"
    GAP_YEAR = "gap_year"
    SPECIAL_REGIME = "special_regime"
    NATIONAL_ID_TAKEN = "national_id_taken"

    @property
    def label(self) -> Any:
        """What officers read."""
        return {
            DecisionKind.REPEATED_STEP: _("Inscription répétée dans la même étape"),
            DecisionKind.GAP_YEAR: _("Césure demandée"),
            DecisionKind.SPECIAL_REGIME: _("Régime spécial d’études demandé"),
            DecisionKind.NATIONAL_ID_TAKEN: _("INE déjà connu pour une autre personne"),
        }[self]


class DecisionRules(Protocol):
    """What the institution's file says."""

    @property
    def repeated_step_from(self) -> int:
        """From which enrolment in one étape on an officer decides."""
        ...

    @property
    def wanted(self) -> Collection[str]:
        """The kinds that an officer decides upon."""
        ...

    @property
    def before_payment(self) -> Collection[str]:
        """The kinds that are decided before anything is paid."""
        ...


@dataclass(frozen=True)
class FileFacts:
    """What is known of a file; `former_enrolments`: those of former years in the same étape."""

    former_enrolments: int
    gap_year: str
    special_regime: bool


def decisions_wanted(facts: FileFacts, rules: DecisionRules) -> set[str]:
    """The kinds of decisions that a file needs."""
    return {kind for kind in _found(facts, rules) if kind in rules.wanted}


def _found(facts: FileFacts, rules: DecisionRules) -> Iterator[str]:
    if facts.former_enrolments + 1 >= rules.repeated_step_from:
        yield DecisionKind.REPEATED_STEP
    if facts.gap_year != GapYear.NONE:
        yield DecisionKind.GAP_YEAR
    if facts.special_regime:
        yield DecisionKind.SPECIAL_REGIME
