"""How lately the person behind a session proved who they are."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from peristyle.kernel import clock

PROOF = "proof"
FRESH_FOR = timedelta(minutes=10)


def is_fresh(session: Mapping[str, Any]) -> bool:
    """Whether the last proof (password, passkey, second factor) is at most ten minutes old."""
    proved_at = session.get(PROOF, {}).get("authenticated_at")
    return proved_at is not None and clock.now() - datetime.fromisoformat(proved_at) <= FRESH_FOR
