"""What an invoice claims, what came for it, and what follows: every total is derived, none is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Balance:
    """The books of one invoice: its total (none once cancelled), the credits on it, and the sum of its entries."""

    charged_cents: int
    credited_cents: int
    paid_cents: int

    @property
    def claimed_cents(self) -> int:
        """What is owed for it in all."""
        return self.charged_cents - self.credited_cents

    @property
    def due_cents(self) -> int:
        """What is still to be paid."""
        return max(0, self.claimed_cents - self.paid_cents)

    @property
    def owed_back_cents(self) -> int:
        """What was paid beyond what is claimed."""
        return max(0, self.paid_cents - self.claimed_cents)


class Part(Protocol):
    """An instalment."""

    @property
    def amount_cents(self) -> int:
        """How much."""
        ...

    @property
    def due_on(self) -> date:
        """When."""
        ...


def settled_parts(parts: Sequence[Part], balance: Balance) -> int:
    """How many parts are covered: payments fill them in their order, and nothing beyond the claim is asked for."""
    reached, covered = 0, 0
    for part in parts:
        reached += part.amount_cents
        if balance.paid_cents < min(reached, balance.claimed_cents):
            break
        covered += 1
    return covered


def part_due_cents(parts: Sequence[Part], position: int, balance: Balance) -> int:
    """What is to be paid for the parts up to `position` (from 1) to be covered."""
    reached = sum(part.amount_cents for part in parts[:position])
    return max(0, min(reached, balance.claimed_cents) - balance.paid_cents)


class PaymentState(StrEnum):
    """Where the payment of an enrolment file stands, for pages and for the rules of documents."""

    UNPAID = "unpaid"
    PENDING = "pending"
    PART_PAID = "part_paid"
    PAID = "paid"
    OVERDUE = "overdue"
    EXEMPT = "exempt"

    @property
    def label(self) -> Any:
        """In words."""
        return {
            PaymentState.UNPAID: _("À payer"),
            PaymentState.PENDING: _("Paiement attendu"),
            PaymentState.PART_PAID: _("Payé en partie"),
            PaymentState.PAID: _("Payé"),
            PaymentState.OVERDUE: _("Impayé"),
            PaymentState.EXEMPT: _("Rien à payer"),
        }[self]

    @property
    def sign(self) -> tuple[str, str]:
        """The kind and icon of its badge."""
        return {
            PaymentState.UNPAID: ("neutral", "euro"),
            PaymentState.PENDING: ("warning", "clock"),
            PaymentState.PART_PAID: ("info", "euro"),
            PaymentState.PAID: ("success", "check"),
            PaymentState.OVERDUE: ("danger", "warning"),
            PaymentState.EXEMPT: ("success", "check"),
        }[self]


def payment_state(
    balance: Balance,
    parts: Iterable[Part],
    *,
    settled: bool,
    awaited: bool,
    today: date,
    patience: timedelta,
) -> PaymentState:
    """The state: `settled` once enrolled, `parts` those of the agreed plan, `awaited` while money is on its way.

    « En cas d’impayé, blocage »: late by more than `patience`, or enrolled with money that went away again.
    """
    schedule = list(parts)
    if not balance.due_cents:
        if settled or balance.paid_cents:
            return PaymentState.PAID if balance.claimed_cents else PaymentState.EXEMPT
        return PaymentState.UNPAID
    if settled:
        late = schedule[settled_parts(schedule, balance) :]
        if not late or late[0].due_on + patience < today:
            return PaymentState.OVERDUE
        return PaymentState.PART_PAID
    if awaited:
        return PaymentState.PENDING
    return PaymentState.PART_PAID if balance.paid_cents else PaymentState.UNPAID
