"""The outside world of documents: what writes a file, what seals it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol


@dataclass(frozen=True)
class Sheet:
    """What is to be written: facts only, the words belong to the template."""

    template: str
    title: str
    language: str
    number: str
    code: str
    address: str
    issued_at: datetime
    valid_until: date | None
    data: Mapping[str, Any]
    qualified: bool


class Writer(Protocol):
    """What makes a PDF/A of a sheet."""

    def write(self, sheet: Sheet) -> bytes:
        """The file; the same sheet always gives the same bytes."""
        ...


class SealError(Exception):
    """The seal cannot be put: its key is missing, or what holds it does not answer."""


class Sealer(Protocol):
    """What seals a PDF in the institution's name (PAdES)."""

    #: Whether a trust service of the European list (eIDAS) vouches for the key; documents say so when it does not.
    qualified: bool

    def seal(self, pdf: bytes, *, at: datetime) -> bytes:
        """The file with its seal, which any change breaks. Raises SealError."""
        ...

    def certificates(self) -> Sequence[bytes]:
        """The certificates (DER) of the keys that seal or have sealed. Raises SealError."""
        ...
