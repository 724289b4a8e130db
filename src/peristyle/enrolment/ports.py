"""The outside world of scolarité: a bank that takes card payments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol


class ForgedNotification(Exception):
    """What was posted as the bank's word is not: its signature is wrong, or it cannot be read."""


@dataclass(frozen=True)
class Payer:
    """Who pays; banks ask for it to prove card holders (3-D Secure 2)."""

    email: str
    given_name: str
    name: str
    street: str
    postal_code: str
    city: str
    country: str


@dataclass(frozen=True)
class PaymentOrder:
    """What we ask of the bank: an amount in cents, under a reference of ours."""

    reference: str
    amount_cents: int
    payer: Payer
    return_url: str
    cancel_url: str
    notification_url: str


@dataclass(frozen=True)
class PaymentPage:
    """Where the payer's browser goes, and what it takes along."""

    url: str
    method: Literal["GET", "POST"]
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What the bank decided: accepted as a transaction, or refused with a code."""

    accepted: bool
    transaction_id: str
    amount_cents: int
    code: str = ""


@dataclass(frozen=True)
class Notification:
    """The bank's word about one of our references."""

    reference: str
    outcome: Outcome


class PaymentProvider(Protocol):
    """A bank."""

    #: Its name in addresses and in payments; never changes, as transactions are told apart by it.
    code: str

    def start(self, order: PaymentOrder) -> PaymentPage:
        """Where to send the payer."""
        ...

    def read_notification(self, headers: Mapping[str, str], body: bytes, query: str) -> Notification:
        """What the bank says, once proved to come from it. Raises ForgedNotification."""
        ...

    def ask_outcome(self, reference: str) -> Outcome | None:
        """What the bank decided about an attempt; None when it has not, or when it cannot be asked."""
        ...
