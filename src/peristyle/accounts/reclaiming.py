"""What is done when somebody says « Ce n’était pas moi »: each part of the house takes back what a thief may have."""

from collections.abc import Callable
from datetime import datetime

from peristyle.accounts.models import Account
from peristyle.kernel.services import Text

#: Takes back what was changed since an instant; answers a sentence to show, or nothing when there was nothing.
Reclaim = Callable[[Account, datetime], Text | None]
_reclaims: list[Reclaim] = []


def register_reclaim(reclaim: Reclaim) -> None:
    """Have `reclaim(account, since)` called, in the transaction, when the holder disowns what happened."""
    if reclaim not in _reclaims:
        _reclaims.append(reclaim)


def reclaims() -> list[Reclaim]:
    """All of them, in the order of registration."""
    return list(_reclaims)
