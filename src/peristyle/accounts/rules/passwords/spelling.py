"""How a password is spelt: its one normal form, its folded form, the word under its decoration."""

import re
import unicodedata

LONGEST_TYPED = 1024

_UNTYPABLE = frozenset({"Cc", "Cs", "Cn", "Co"})
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})

_SHORTEST_CORE = 3
_LONGEST_DECORATION = 8
_DECORATION = r"[\W\d_]+"
_LEFT = re.compile(rf"\A{_DECORATION}")
_RIGHT = re.compile(rf"{_DECORATION}\Z")
_SEPARATORS = re.compile(r"[\W_]+")
_REPEATED = re.compile(r"\A(.{4,}?)\1+\Z")
_LOOK_ALIKES = {
    "0": "o",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "@": "a",
    "$": "s",
    "€": "e",
    "!": "i",
}
_DISGUISES: tuple[dict[int, str], ...] = (
    {},
    str.maketrans(_LOOK_ALIKES | {"1": "i"}),
    str.maketrans(_LOOK_ALIKES | {"1": "l"}),
)


def normalised(text: str) -> str:
    """Give the one form that is reviewed and hashed: NFKC, as NIST SP 800-63B-4 §3.1.1.2 asks.

    Beyond LONGEST_TYPED nothing can be a password of ours, and normalising it would be costly.
    """
    if len(text) > LONGEST_TYPED:
        return text
    return unicodedata.normalize("NFKC", text)


def is_typable(text: str) -> bool:
    """Refuse control, surrogate, private and unassigned characters, as RFC 8265 §4.2 does."""
    return not any(unicodedata.category(character) in _UNTYPABLE for character in text)


def folded(text: str) -> str:
    """Give the text without case, accents or ligatures: « Cœur » and « coeur » are one word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return bare.translate(_LIGATURES)


def undisguised(text: str) -> frozenset[str]:
    """Give the readings of a folded text, look-alike digits and signs taken for letters or not."""
    return frozenset(text.translate(disguise) for disguise in _DISGUISES)


def compact(text: str) -> str:
    """Give the text without spaces or punctuation: « 01/01/2000 » is 01012000."""
    return _SEPARATORS.sub("", text)


def cores(text: str) -> frozenset[str]:
    """Give the bare words that a folded text may be a decoration of: « $0leil-2024! » is soleil."""
    right = _RIGHT.sub("", text)
    trimmed = {text, right, _LEFT.sub("", text), _LEFT.sub("", right)}
    joined = {compact(reading) for piece in trimmed for reading in undisguised(piece)}
    return frozenset(
        _REPEATED.sub(r"\1", core)
        for core in joined
        if core.isalpha() and len(core) >= max(_SHORTEST_CORE, len(text) - _LONGEST_DECORATION)
    )
