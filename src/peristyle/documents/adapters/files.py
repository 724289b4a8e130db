"""Sealed files, each under its own hash, outside what the web server serves."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from django.conf import settings


def keep(pdf: bytes) -> str:
    """Keep a file whole or not at all; returns its SHA-256."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    path = _path(sha256)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{token_hex(4)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pdf)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    return sha256


def kept(sha256: str) -> bytes:
    """The file of this hash. Raises FileNotFoundError."""
    return _path(sha256).read_bytes()


def forget(sha256: str) -> None:
    """Remove a file, if it is there."""
    with suppress(FileNotFoundError):
        _path(sha256).unlink()


def _path(sha256: str) -> Path:
    return Path(settings.PERISTYLE_DATA) / "documents" / sha256[:2] / f"{sha256}.pdf"
