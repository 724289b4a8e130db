"""The 2D-Doc of a supporting document: the message of its symbol, field by field (ANTS; facts §4.2).

Types B0 (diploma) and B1 (CVEC certificate) only. Headers DC03 and DC04; dates are counted in days from 2000-01-01.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum

LONGEST = 1200
_HEADERS = {"DC03": 24, "DC04": 26}
_DAY_ONE = date(2000, 1, 1)
_NO_DATE = "FFFF"
_END_OF_FIELD, _TRUNCATED, _END_OF_BODY = "\x1d", "\x1e", "\x1f"


class TwoDDocType(LabelledEnum):
    """What it vouches for."""

    DIPLOMA = "B0", _("Diplôme")
    CVEC = "B1", _("Attestation CVEC")


@dataclass(frozen=True)
class _Field:
    """Its length in characters: exactly so many, or at most."""

    longest: int
    fixed: bool = False


_FIELDS = {
    "B0": _Field(60),
    "B1": _Field(20),
    "B2": _Field(38),
    "B3": _Field(38),
    "B4": _Field(38),
    "B5": _Field(2, fixed=True),
    "B6": _Field(1, fixed=True),
    "B7": _Field(8, fixed=True),
    "B8": _Field(32),
    "B9": _Field(2, fixed=True),
    "BA": _Field(1, fixed=True),
    "BB": _Field(50),
    "BC": _Field(20),
    "BD": _Field(1, fixed=True),
    "BE": _Field(3, fixed=True),
    "BF": _Field(3, fixed=True),
    "BG": _Field(2, fixed=True),
    "BH": _Field(30),
    "BI": _Field(30),
    "BJ": _Field(30),
    "BK": _Field(14, fixed=True),
}


class NotReadable(Exception):
    """The message is no 2D-Doc of the types we know."""


@dataclass(frozen=True)
class TwoDDoc:
    """What a message says, whether or not its signature holds: `signed` are the bytes that `signature` (r‖s) signs."""

    type: TwoDDocType
    certificate: str
    signed_on: date | None
    fields: Mapping[str, str]
    signed: bytes
    signature: bytes

    @property
    def given_name(self) -> str:
        """The given name, or the given names."""
        return self.fields.get("B1") or self.fields.get("B0", "")

    @property
    def birth_name(self) -> str:
        """The name of birth."""
        return self.fields.get("B2", "")

    @property
    def national_id(self) -> str:
        """The student identifier: the INE."""
        return self.fields.get("BB", "")

    @property
    def cvec_number(self) -> str:
        """The number of the CVEC certificate."""
        return self.fields.get("BK", "")

    @property
    def birth_date(self) -> date | None:
        """The day of birth."""
        try:
            return datetime.strptime(self.fields.get("B7", ""), "%d%m%Y").date()  # noqa: DTZ007 — a day has no zone
        except ValueError:
            return None

    @property
    def academic_year(self) -> int | None:
        """The year in which the academic year began: the field names the one in which it ends, in hexadecimal."""
        return int(self.fields["BF"], 16) - 1 if self.fields.get("BF") else None


def read(message: str) -> TwoDDoc:
    """The parts of a message. Raises NotReadable."""
    length = _HEADERS.get(message[:4])
    signed, separator, signature = message.partition(_END_OF_BODY)
    if length is None or not separator or len(message) > LONGEST or len(signed) < length:
        raise NotReadable
    try:
        kind = TwoDDocType(signed[20:22])
        return TwoDDoc(
            type=kind,
            certificate=signed[4:12],
            signed_on=_day(signed[16:20]),
            fields=dict(_fields(signed[length:])),
            signed=signed.encode("ascii"),
            signature=base64.b32decode(signature + "=" * (-len(signature) % 8)),
        )
    except (ValueError, binascii.Error) as error:
        raise NotReadable from error


def _day(written: str) -> date | None:
    return None if written == _NO_DATE else _DAY_ONE + timedelta(days=int(written, 16))


def _fields(body: str) -> Iterator[tuple[str, str]]:
    while body:
        name, body = body[:2], body[2:]
        field = _FIELDS.get(name)
        if field is None:
            raise NotReadable
        value = body[: field.longest]
        if not field.fixed:
            ends = [at for at in (value.find(_END_OF_FIELD), value.find(_TRUNCATED)) if at >= 0]
            value = value[: min(ends)] if ends else value
        elif len(value) < field.longest:
            raise NotReadable
        yield name, value
        body = body[len(value) :]
        if body[:1] in {_END_OF_FIELD, _TRUNCATED}:
            body = body[1:]
