"""The life of an account: one explicit state machine, told by one function from facts.

« L’activation de votre compte est obligatoire et sera possible 15 minutes après le paiement de votre inscription. »
« L’ensemble des ressources numériques de l’ENT vous seront accessibles jusqu’au 31/12 de l’année universitaire où
vous quitterez l’établissement. » (the reference page; its reading is decision 0005)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


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
class Tie:
    """An affiliation as this rule needs it: student or not, and its last day if it has one."""

    is_student: bool
    ends_on: date | None


@dataclass(frozen=True)
class AccountFacts:
    """All that tells an account's state."""

    activatable_at: datetime
    activated_at: datetime | None
    access_ends_at: datetime | None
    suspensions: tuple[Period, ...]
    closing_period: timedelta


def state_at(facts: AccountFacts, instant: datetime) -> State:
    """The state of the account at `instant`."""
    ends = facts.access_ends_at
    if ends is not None and instant >= ends + (facts.closing_period if facts.activated_at else timedelta(0)):
        return State.CLOSED
    if any(period.holds(instant) for period in facts.suspensions):
        return State.SUSPENDED
    if facts.activated_at is not None and instant >= facts.activated_at:
        return State.CLOSING if ends is not None and instant >= ends else State.ACTIVE
    return State.ACTIVATABLE if instant >= facts.activatable_at else State.PENDING


def last_day_of_access(ties: Iterable[Tie], student_month: int, student_day: int) -> date | None:
    """The last day on which the ENT is open; None while a tie has no end; `date.min` for somebody without any tie.

    A student whose last enrolment ends on 31 August Y+1 keeps access until 31 December Y+1.
    """
    last = date.min
    for tie in ties:
        if tie.ends_on is None:
            return None
        ends = tie.ends_on
        if tie.is_student:
            closing = date(ends.year, student_month, student_day)
            ends = closing if closing >= ends else date(ends.year + 1, student_month, student_day)
        last = max(last, ends)
    return last
