"""What a document can print: the scripts its fonts draw; other letters are written in Latin ones.

PDF/A refuses a text that no embedded font draws (ISO 19005-2, 6.2.11), and the civil status is written in Latin letters
anyway (décret du 10 juin 1938; circulaire du 23 juillet 2014).
"""

from typing import Any
from unicodedata import category, normalize

from anyascii import anyascii

#: Latin with its extensions and combining marks, Greek, Cyrillic, Vietnamese, punctuation, currencies.
_DRAWN = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x386, 0x3CF), range(0x400, 0x460), range(0x1EA0, 0x1EFA))
_SIGNS = frozenset("\n‐‑–—―‘’‚“”„†‡•…‰‹›€№™ \u202f\u2009\u2011")


def legible(text: str) -> str:
    """`text` as the fonts of documents can print it."""
    composed = normalize("NFC", text)
    return "".join(letter if _is_drawn(letter) else _in_latin(letter) for letter in composed)


def frozen(value: Any) -> Any:
    """Data as JSON keeps them and a document prints them."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {str(key): frozen(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [frozen(held) for held in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return legible(str(value))


def _is_drawn(letter: str) -> bool:
    return letter in _SIGNS or (not _is_control(letter) and any(ord(letter) in drawn for drawn in _DRAWN))


def _is_control(letter: str) -> bool:
    """Whether it is a control, or a place of the table that no letter has."""
    return category(letter).startswith("C")


def _in_latin(letter: str) -> str:
    if _is_control(letter):
        return ""
    return "".join(sign for sign in anyascii(letter) if sign.isprintable())
