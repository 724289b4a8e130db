"""How entries are chained, and how one forgets where it came from and what it told without breaking the chain.

A seal covers salted digests of an entry's origin and details, not the values: forgetting leaves the digest in the
place of the value and throws the salt away, so that nobody can guess the value, or put another in its place.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

FORGOTTEN = "sha256"
_PREFIX = f"{FORGOTTEN}:"


def chained_digest(previous: str, entries: Iterable[Mapping[str, Any]]) -> str:
    """The digest of a seal that follows `previous` and covers `entries`, in their order."""
    sha = hashlib.sha256(previous.encode())
    for entry in entries:
        sha.update(json.dumps(entry, sort_keys=True, ensure_ascii=False, default=str).encode())
    return sha.hexdigest()


def as_sealed(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an entry as a seal sees them, the same before and after it forgot."""
    kept = {name: value for name, value in entry.items() if name not in ("origin_salt", "details_salt")}
    return {
        **kept,
        "origin": forgotten_origin(entry["origin"], entry["origin_salt"]),
        "details": forgotten_details(entry["details"], entry["details_salt"]),
    }


def forgotten_origin(origin: str, salt: str) -> str:
    """What is left of an origin once it is forgotten."""
    return origin if is_forgotten(origin) else f"{_PREFIX}{_digest(salt, origin)}"


def forgotten_details(details: Mapping[str, Any], salt: str) -> dict[str, Any]:
    """What is left of details once they are forgotten."""
    if is_forgotten(details):
        return dict(details)
    return {FORGOTTEN: _digest(salt, json.dumps(details, sort_keys=True, ensure_ascii=False))}


def is_forgotten(value: str | Mapping[str, Any]) -> bool:
    """Whether an origin, or details, were forgotten."""
    return value.startswith(_PREFIX) if isinstance(value, str) else value.keys() == {FORGOTTEN}


def _digest(salt: str, value: str) -> str:
    return hashlib.sha256(f"{salt}{value}".encode()).hexdigest()
