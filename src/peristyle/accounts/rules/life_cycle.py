"""The life of an account: one explicit state machine, told by one function from facts.

« L’activation de votre compte est obligatoire et sera possible 15 minutes après le paiement de votre inscription. »
(the reference page); when access ends stands in `closing`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from peristyle.accounts.rules.closing import End


class State(StrEnum):
    """What an account is at an instant."""

    PENDING = "pending"
    ACTIVATABLE = "activatable"
    ACTIVE = "active"
    CLOSING = "closing"
    CLOSED = "closed"
    SUSPENDED = "suspended"


#: From a state, those that may follow it. A new affiliation, or a longer one, reopens a closing or closed account.
FOLLOWS: dict[State, frozenset[State]] = {
    State.PENDING: frozenset({State.ACTIVATABLE, State.CLOSED, State.SUSPENDED}),
    State.ACTIVATABLE: frozenset({State.ACTIVE, State.CLOSED, State.SUSPENDED}),
    State.ACTIVE: frozenset({State.CLOSING, State.CLOSED, State.SUSPENDED}),
    State.CLOSING: frozenset({State.ACTIVE, State.CLOSED, State.SUSPENDED}),
    State.CLOSED: frozenset({State.PENDING, State.ACTIVATABLE, State.ACTIVE, State.CLOSING, State.SUSPENDED}),
    State.SUSPENDED: frozenset({State.PENDING, State.ACTIVATABLE, State.ACTIVE, State.CLOSING, State.CLOSED}),
}

#: The states in which a person may sign in; in `closing`, only to see what is left to do.
SIGNS_IN = frozenset({State.ACTIVE, State.CLOSING})

#: The states in which « 1ère connexion » sends an activation mail, now or when the 15 minutes are over.
AWAITS_ACTIVATION = frozenset({State.PENDING, State.ACTIVATABLE})


@dataclass(frozen=True)
class Period:
    """From an instant, to another or to no end."""

    since: datetime
    until: datetime | None = None

    def holds(self, instant: datetime) -> bool:
        """Whether `instant` lies within."""
        return self.since <= instant and (self.until is None or instant < self.until)


@dataclass(frozen=True)
class AccountFacts:
    """All that tells an account's state; `access_ends_at` and `closes_at` are the instants after the days of `end`."""

    activatable_at: datetime
    activated_at: datetime | None
    access_ends_at: datetime | None
    closes_at: datetime | None
    suspensions: tuple[Period, ...]
    end: End | None = None


def state_at(facts: AccountFacts, instant: datetime) -> State:
    """The state of the account at `instant`. One that was never activated is closed as soon as access ends."""
    ends = facts.access_ends_at
    closes = facts.closes_at if facts.activated_at else ends
    if closes is not None and instant >= closes:
        return State.CLOSED
    if any(period.holds(instant) for period in facts.suspensions):
        return State.SUSPENDED
    if facts.activated_at is not None and instant >= facts.activated_at:
        return State.CLOSING if ends is not None and instant >= ends else State.ACTIVE
    return State.ACTIVATABLE if instant >= facts.activatable_at else State.PENDING
