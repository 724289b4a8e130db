"""French typography, as the Imprimerie nationale wants it on every page: what is wrong in a text, in words."""

import re
from collections.abc import Iterator

NARROW, WIDE = "\u202f", "\u00a0"
#: Addresses of pages and mailboxes, which typography leaves alone.
_ADDRESSES = re.compile(r"\b(?:https?|mailto|tel):\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)/[\w./%-]+\?\S*")
_HIGH_SIGN = re.compile(rf"(?<![{NARROW}{WIDE}?!])(?P<sign>[;?!»]|:(?=\s|$))")
_OPENING = re.compile(rf"«(?![{NARROW}{WIDE}])")
_STRAIGHT_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=\w)")
_AROUND = 18


def mistakes(text: str) -> Iterator[str]:
    """What is wrong in a French text, one sentence each, with the words around it."""
    text = _ADDRESSES.sub("…", text)
    for rule, pattern in (
        ("wants U+202F before it", _HIGH_SIGN),
        ("wants U+202F after it", _OPENING),
        ("is written ’ (U+2019)", _STRAIGHT_APOSTROPHE),
    ):
        for found in pattern.finditer(text):
            around = " ".join(text[max(0, found.start() - _AROUND) : found.end() + _AROUND].split(" "))
            yield f"{found.group()!r} {rule} in « {around.strip()} »"
