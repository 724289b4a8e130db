"""How varied a password is, and the entropy the CNIL grants it for that (délibération 2022-100)."""

import math
from enum import Enum


class Kind(Enum):
    """The four kinds of signs."""

    LOWER = "lower"
    UPPER = "upper"
    DIGIT = "digit"
    SPECIAL = "special"


_ALPHABETS = {Kind.LOWER: 26, Kind.UPPER: 26, Kind.DIGIT: 10, Kind.SPECIAL: 37}


def kinds(text: str) -> set[Kind]:
    """The kinds of signs that the text mixes."""
    return set(map(_kind, text))


def bits(text: str) -> int:
    """The entropy: length × log2 of the alphabets used.

    Rounded, since the CNIL counts its own example, 12 signs of four kinds (79.6 bits), as 80.
    """
    alphabet = sum(_ALPHABETS[kind] for kind in kinds(text))
    return round(len(text) * math.log2(alphabet)) if text else 0


def _kind(sign: str) -> Kind:
    if sign.islower():
        return Kind.LOWER
    if sign.isupper():
        return Kind.UPPER
    return Kind.DIGIT if sign.isdecimal() else Kind.SPECIAL
