"""The outside world of scolarité: a bank that takes card payments, another system that enrols."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from peristyle.enrolment.rules.means import Means

EURO = "EUR"


class ForgedNotification(Exception):
    """What was posted as the bank's word is not: its signature is wrong, or it cannot be read."""


class BankUnreachable(OSError):
    """The bank does not answer, or refuses to be asked."""


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
class LaterPayment:
    """An instalment that the bank is to take by itself from the same card."""

    amount_cents: int
    due_on: date


@dataclass(frozen=True)
class PaymentOrder:
    """What we ask of the bank: an amount in cents, under a reference of ours; `session` is what it answered before."""

    reference: str
    amount_cents: int
    subject: str
    payer: Payer
    return_url: str
    cancel_url: str
    notification_url: str
    later: tuple[LaterPayment, ...] = ()
    session: str = ""


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
    currency: str = EURO
    means: Means = Means.CARD


@dataclass(frozen=True)
class Notification:
    """The bank's word about one of our references, or one of its sessions; without outcome, it wants to be asked."""

    reference: str = ""
    session: str = ""
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Question:
    """An attempt the bank is asked about."""

    reference: str
    session: str
    started_at: datetime


class PaymentProvider(Protocol):
    """A bank."""

    #: Its name in addresses and in entries; never changes, as transactions are told apart by it.
    code: str
    #: Whether it can be asked what became of an attempt: then nothing it says unasked is believed.
    can_be_asked: bool
    #: Whether it takes the later instalments by itself from the same card.
    carries_instalments: bool

    def introduce(self) -> str:
        """Who answers there, in English, for `peristyle check`. Raises BankUnreachable."""
        ...

    def prepare(self, order: PaymentOrder) -> str:
        """See that the bank is there, tell it beforehand if it wants so; what it answers. Raises BankUnreachable."""
        ...

    def start(self, order: PaymentOrder) -> PaymentPage:
        """Where to send the payer."""
        ...

    def read_notification(self, headers: Mapping[str, str], body: bytes, query: str) -> Notification:
        """What the bank says, once proved to come from it, or what to ask it about. Raises ForgedNotification."""
        ...

    def ask_outcome(self, question: Question) -> Outcome | None:
        """What the bank decided about an attempt; None when it has not, or cannot be asked. Raises BankUnreachable."""
        ...


class FeedUnreadable(OSError):
    """The other system does not answer, refuses us, or says what cannot be read: a code of `FeedFailure`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class EnrolmentFeed(Protocol):
    """A system of scolarité of record, which enrols by itself."""

    def lines(self, since: datetime | None) -> Iterator[Mapping[str, str]]:
        """What it says of its enrolments since, by column of `rules.feed_rows`. Raises FeedUnreadable."""
        ...
