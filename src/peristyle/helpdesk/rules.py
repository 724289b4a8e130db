"""How a request is numbered, how many may be made, where one stands, how long it is kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

#: Digits and capitals that nobody takes for one another, read aloud or copied by hand.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS = 5

#: A campus shares one address: one person seldom asks twice, a crowd is let through.
MOST_FROM_AN_ORIGIN = 20
MOST_FOR_AN_ADDRESS = 5
MOST_REPLIES = 10
COUNTED_OVER = timedelta(hours=1)

LONGEST_MESSAGE = 5000

#: « Données conservées pendant une durée n’excédant pas celle nécessaire » (RGPD, art. 5): a year after its closing.
KEPT_FOR = timedelta(days=365)


class RequestState(StrEnum):
    """Whose turn it is."""

    TO_ANSWER = "to-answer"
    ANSWERED = "answered"
    CLOSED = "closed"


def request_number(year: int, signs: str) -> str:
    """« A-2026-4F7K2 »: the year tells when, the signs are drawn, so that a number tells nothing of how many."""
    return f"A-{year}-{signs}"


def state_of(*, closed: bool, answered_last: bool) -> RequestState:
    """Where a request stands, by who spoke last."""
    if closed:
        return RequestState.CLOSED
    return RequestState.ANSWERED if answered_last else RequestState.TO_ANSWER


def wait_before_next(sent: Sequence[datetime], most: int, now: datetime) -> timedelta | None:
    """How long until one more may be sent, given those `sent` lately; None when it may be now."""
    counted = sorted(instant for instant in sent if instant > now - COUNTED_OVER)
    if len(counted) < most:
        return None
    return counted[-most] + COUNTED_OVER - now
