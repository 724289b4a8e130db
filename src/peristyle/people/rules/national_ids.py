"""The INE, eleven characters in three families; a failed check key warns and never refuses.

BEA (rectorates): ten digits and a letter. NNE (universities): ten alphanumerics and a digit. INES (since the national
register, RNIE): nine digits and two letters, whose key is not public. Sources: facts/scolarite.md §1.2.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_BEA = re.compile(r"[0-9]{10}[A-Z]")
_NNE = re.compile(r"(?=.*[0-9].*[0-9])(?=.*[A-Z])[0-9A-Z]{10}[0-9]")
_INES = re.compile(r"[0-9]{9}[A-Z]{2}")
_BEA_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"


class Family(StrEnum):
    """Who issued the number."""

    BEA = "BEA"
    NNE = "NNE"
    INES = "INES"


@dataclass(frozen=True)
class NationalIdCheck:
    """What a look at an INE tells: canonical form, family (None: not one), whether its key is right (None: unknown)."""

    value: str
    family: Family | None
    key_is_right: bool | None

    @property
    def is_well_formed(self) -> bool:
        """Whether it has the shape of an INE."""
        return self.family is not None


def check_national_id(typed: str) -> NationalIdCheck:
    """Look at an INE as typed; spaces and case do not matter."""
    value = re.sub(r"[\s.-]", "", typed).upper()
    body, key = value[:10], value[10:]
    if _BEA.fullmatch(value) and len(set(body)) > 1:
        return NationalIdCheck(value, Family.BEA, key == _BEA_KEYS[int(body) % len(_BEA_KEYS)])
    if _INES.fullmatch(value) and len(set(value[:9])) > 1:
        return NationalIdCheck(value, Family.INES, None)
    if _NNE.fullmatch(value) and len(set(body)) > 1:
        numbers = [int(character, 36) for character in body]
        return NationalIdCheck(value, Family.NNE, int(key) == (6 * sum(numbers[:9]) + numbers[9]) % 10)
    return NationalIdCheck(value, None, None)
