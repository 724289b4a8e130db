"""What must be read again and yet never lie open in the database, or in a backup of it: encrypted at rest.

The key is derived from SECRET_KEY; those of SECRET_KEY_FALLBACKS still read what they wrote.
"""

import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Undecipherable(Exception):
    """Written with a key that this house no longer has, or altered since."""


def encrypted(text: str, *, for_who_brings: str = "") -> str:
    """`text` as it may be kept; readable again only by who brings the same thing, if one is given."""
    return _keys(for_who_brings).encrypt(text.encode()).decode()


def decrypted(kept: str, *, for_who_brings: str = "") -> str:
    """The text that was kept. Raises Undecipherable."""
    try:
        return _keys(for_who_brings).decrypt(kept.encode()).decode()
    except InvalidToken as error:
        raise Undecipherable from error


def fingerprints(text: str) -> list[str]:
    """What tells that a text is the same one again, without telling it: the present key's, then the former keys'."""
    return [
        hmac.digest(_derived(secret, b"peristyle.kernel.encryption.fingerprints"), text.encode(), "sha256").hex()
        for secret in _secrets()
    ]


def fingerprint(text: str) -> str:
    """What is written down of a text that must be told again and not be read."""
    return fingerprints(text)[0]


def _keys(brought: str) -> MultiFernet:
    info = f"peristyle.kernel.encryption{brought}".encode()
    return MultiFernet([Fernet(urlsafe_b64encode(_derived(secret, info))) for secret in _secrets()])


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]


def _derived(secret: str, info: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=info).derive(secret.encode())
