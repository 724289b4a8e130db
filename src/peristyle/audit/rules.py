"""How entries are chained: a seal's digest covers its entries and the seal before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def chained_digest(previous: str, entries: Iterable[Mapping[str, Any]]) -> str:
    """The digest of a seal that follows `previous` and covers `entries`, in their order."""
    sha = hashlib.sha256(previous.encode())
    for entry in entries:
        sha.update(json.dumps(entry, sort_keys=True, ensure_ascii=False, default=str).encode())
    return sha.hexdigest()
