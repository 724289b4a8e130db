"""What a document is worth on a given day."""

from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class DocumentState(StrEnum):
    """Genuine in every case; only a valid one still says what is true."""

    VALID = "valid"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Dated(Protocol):
    """The facts that decide."""

    cancelled_at: datetime | None
    replaced_at: datetime | None
    valid_until: date | None


def state_on(document: Dated, day: date) -> DocumentState:
    """The state to tell: a cancellation weighs more than a replacement, and this more than the end of a period."""
    if document.cancelled_at is not None:
        return DocumentState.CANCELLED
    if document.replaced_at is not None:
        return DocumentState.REPLACED
    if document.valid_until is not None and document.valid_until < day:
        return DocumentState.EXPIRED
    return DocumentState.VALID
