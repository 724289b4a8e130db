"""Secrets given to people: drawn by the system's generator, kept only as SHA-256."""

import hashlib
import secrets

CODE_DIGITS = 8


def new_token() -> str:
    """A secret of 256 bits for an address."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """A code of eight digits for a person to type."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
