"""Secrets given to people: drawn by the system's generator, kept only as SHA-256."""

import base64
import hashlib
import secrets

CODE_DIGITS = 8
#: Without I, L, O and U: nobody takes one letter for another, and no word is spelt by chance (Crockford's base 32).
WRITTEN_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
WRITTEN_LENGTH = 12
_AS_READ = str.maketrans("oil", "011")


def new_token() -> str:
    """A secret of 256 bits for an address."""
    return secrets.token_urlsafe(32)


def new_feed_token() -> str:
    """A secret of 160 bits for an address that programs keep: 32 small letters and digits (RFC 4648, § 6)."""
    return base64.b32encode(secrets.token_bytes(20)).decode().lower()


def new_code() -> str:
    """A code of eight digits for a person to type."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def new_written_code(length: int = WRITTEN_LENGTH) -> str:
    """A secret of 60 bits (five a sign) that a person keeps on paper: « 7d2k-9fmx-04wq »."""
    drawn = "".join(secrets.choice(WRITTEN_ALPHABET) for _ in range(length))
    return "-".join(drawn[start : start + 4] for start in range(0, length, 4))


def as_written(typed: str) -> str:
    """A code kept on paper as it was drawn, however it was copied: capitals, spaces, O for 0, I or L for 1."""
    return "".join(character for character in typed.lower() if character.isalnum()).translate(_AS_READ)


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
