"""Whether two civil names are those of one person, when an INE and a birth date already agree."""

from anyascii import anyascii


def same_name(one: str, other: str) -> bool:
    """Whether two names have the same letters: case, accents, hyphens and spaces do not matter."""
    return _letters(one) == _letters(other)


def _letters(name: str) -> str:
    return "".join(letter for letter in anyascii(name).casefold() if letter.isalpha())
