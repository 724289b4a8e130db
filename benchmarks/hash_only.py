"""The ceiling of sign-ins: the same server and the same hash, with nothing around it."""

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peristyle.config.settings.embedded")

from peristyle.accounts.hashing import Argon2idHasher

_hasher = Argon2idHasher()
_encoded = _hasher.encode("a password to verify", _hasher.salt())


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Verify one password, answer nothing."""
    environ["wsgi.input"].read()
    _hasher.verify("a password to verify", _encoded)
    start_response("204 No Content", [])
    return []
