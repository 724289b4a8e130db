"""The papers of an enrolment, and whether somebody may have one: conditions as data, sentences for what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.rules.ledger import PaymentState


class Paper(StrEnum):
    """What scolarité hands out (facts: institution §4.3)."""

    SCOLPASS = "scolpass"
    CERTIFICATE = "certificate"
    ATTESTATION = "attestation"
    RECEIPT = "receipt"

    @property
    def title(self) -> Any:
        """Its name."""
        return {
            Paper.SCOLPASS: _("SCOL’PASS"),
            Paper.CERTIFICATE: _("Certificat de scolarité"),
            Paper.ATTESTATION: _("Attestation d’inscription"),
            Paper.RECEIPT: _("Quittance des droits"),
        }[self]

    @property
    def purpose(self) -> Any:
        """What one does with it."""
        return {
            Paper.SCOLPASS: _("Le récapitulatif de vos inscriptions de l’année, avec l’identifiant de votre compte."),
            Paper.CERTIFICATE: _("Pour la CAF, le Crous, un employeur, un abonnement de transport."),
            Paper.ATTESTATION: _("Pour prouver votre inscription avant que votre dossier soit complet."),
            Paper.RECEIPT: _("Ce que vous avez payé, par quel moyen et quand."),
        }[self]


class Condition(StrEnum):
    """What may be wanted before a paper is handed out."""

    STANDING = "standing"
    PAID = "paid"
    NOTHING_OVERDUE = "nothing_overdue"
    DOCUMENTS_ACCEPTED = "documents_accepted"

    @property
    def why_not(self) -> Any:
        """What is missing, and what to do."""
        return {
            Condition.STANDING: _("Cette inscription a été annulée."),
            Condition.PAID: _("Vos droits ne sont pas encore entièrement payés."),
            Condition.NOTHING_OVERDUE: _("Une échéance de votre paiement est en retard : réglez-la d’abord."),
            Condition.DOCUMENTS_ACCEPTED: _("Vos pièces justificatives ne sont pas encore toutes acceptées."),
        }[self]


@dataclass(frozen=True)
class EnrolmentFacts:
    """What the conditions look at."""

    stands: bool
    payment: PaymentState
    documents_accepted: bool


def is_met(condition: Condition, facts: EnrolmentFacts) -> bool:
    """Whether one condition is met."""
    match condition:
        case Condition.STANDING:
            return facts.stands
        case Condition.PAID:
            return facts.payment in {PaymentState.PAID, PaymentState.EXEMPT}
        case Condition.NOTHING_OVERDUE:
            return facts.payment != PaymentState.OVERDUE
        case Condition.DOCUMENTS_ACCEPTED:
            return facts.documents_accepted


def unmet(wanted: Iterable[Condition], facts: EnrolmentFacts) -> tuple[Condition, ...]:
    """The conditions that are not met, in the order in which they are told; none: the paper may be had."""
    return tuple(condition for condition in wanted if not is_met(condition, facts))


Wants = Mapping[Paper, tuple[Condition, ...]]
