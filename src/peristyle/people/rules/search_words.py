"""The words by which a person is found: lower-case ASCII, so that accents, case and scripts do not matter."""

import re
from collections.abc import Iterable

from anyascii import anyascii

LONGEST = 100
#: Shorter ones find half of the university; they count only when nothing longer was typed.
SHORTEST = 2
_NO_WORD = re.compile(r"[^a-z0-9]+")
_DIGITS_ONLY = re.compile(r"[\d\s.]+")


def words_of_name(name: str) -> set[str]:
    """The words of a name; an apostrophe separates and joins: d’Aubigné is found as « aubigne » and « daubigne »."""
    folded = _folded(name)
    return _split(folded) | _split(folded.replace("'", ""))


def words_of_identifier(identifier: str) -> set[str]:
    """A number, or an address whole and by the words before its @."""
    folded = _folded(identifier)
    return {folded[:LONGEST], *_split(folded.partition("@")[0])} - {""}


def typed_words(typed: str) -> list[str]:
    """What somebody types, as the beginnings of words that must all be found; an address stays whole."""
    if _DIGITS_ONLY.fullmatch(typed):
        typed = re.sub(r"\D", "", typed)
    words = dict.fromkeys(word for token in _folded(typed).split() for word in _parts(token))
    long_enough = [word[:LONGEST] for word in words if len(word) >= SHORTEST]
    return long_enough or [word[:LONGEST] for word in words]


def _parts(token: str) -> Iterable[str]:
    return [token] if "@" in token else [word for word in _NO_WORD.split(token) if word]


def _folded(text: str) -> str:
    return anyascii(text).lower().strip()


def _split(folded: str) -> set[str]:
    return {word[:LONGEST] for word in _NO_WORD.split(folded) if word}
