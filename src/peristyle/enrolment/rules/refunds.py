"""Who gets their fees back, and how much (facts/institution.md §4.2): before a day, grant holders, the others."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Ruling(StrEnum):
    """What the rules say of a refund asked for."""

    FULL = "full"
    LESS_KEPT = "less_kept"
    BY_DECISION = "by_decision"
    AFTER_LAST_INSTALMENT = "after_last_instalment"

    @property
    def label(self) -> Any:
        """In words."""
        return {
            Ruling.FULL: _("Tout est remboursé."),
            Ruling.LESS_KEPT: _(
                "Tout est remboursé, moins la somme que l’université garde pour la gestion du dossier."
            ),
            Ruling.BY_DECISION: _("Rien n’est dû : la demande attend une décision de la commission."),
            Ruling.AFTER_LAST_INSTALMENT: _(
                "Le paiement en plusieurs fois n’est remboursé qu’après la dernière échéance."
            ),
        }[self]


@dataclass(frozen=True)
class Proposal:
    """What the rules propose: credit so many cents, and why."""

    ruling: Ruling
    credit_cents: int


def propose_refund(
    claimed_cents: int,
    day: date,
    *,
    full_until: date,
    grant_holders_until: date,
    kept_cents: int,
    has_grant: bool,
    last_instalment_on: date | None,
) -> Proposal:
    """What to credit on `day`: all to who obtained a grant in time, all but the kept sum until the first day.

    « Le remboursement d’un paiement en trois fois se fait après la troisième échéance. »
    """
    if last_instalment_on and day <= last_instalment_on:
        return Proposal(Ruling.AFTER_LAST_INSTALMENT, 0)
    if has_grant and day <= grant_holders_until:
        return Proposal(Ruling.FULL, claimed_cents)
    if day <= full_until:
        return Proposal(Ruling.LESS_KEPT, max(0, claimed_cents - kept_cents))
    return Proposal(Ruling.BY_DECISION, 0)
