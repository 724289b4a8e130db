"""What a link sent by mail is at an instant."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

#: After so many wrong codes the code is dead; the link of the same mail still works.
CODE_TRIES = 5
#: Nobody's mailbox is flooded: what is asked for beyond this is not sent (attack A12).
MAILS_PER_HOUR = 5


class LinkState(StrEnum):
    """Usable, or why not."""

    USABLE = "usable"
    USED = "used"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    SHUT = "shut"
    UNKNOWN = "unknown"


def next_mail_at(sent: Iterable[datetime], now: datetime) -> datetime | None:
    """When another mail may leave, given when the last ones were `sent`; None when it may leave now."""
    hour = timedelta(hours=1)
    counted = sorted(instant for instant in sent if instant > now - hour)
    return counted[-MAILS_PER_HOUR] + hour if len(counted) >= MAILS_PER_HOUR else None


def state_of_link(
    *, used_at: datetime | None, superseded_at: datetime | None, expires_at: datetime, now: datetime
) -> LinkState:
    """« Ce lien est valable 24h »; it works once, and a newer link kills the older."""
    if used_at is not None:
        return LinkState.USED
    if superseded_at is not None:
        return LinkState.SUPERSEDED
    return LinkState.EXPIRED if now >= expires_at else LinkState.USABLE
