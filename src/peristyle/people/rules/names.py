"""Names compared as people hear them: letters only, whatever the case, accents, hyphens and spaces."""

from difflib import SequenceMatcher

from anyascii import anyascii

#: From how much in common two names are one name written in two ways: « Benali » and « Ben Alli », not « Martin » and
#: « Martinez ».
CLOSE = 0.85


def letters(name: str) -> str:
    """The letters of a name."""
    return "".join(letter for letter in anyascii(name).casefold() if letter.isalpha())


def same_name(one: str, other: str) -> bool:
    """Whether two names have the same letters: case, accents, hyphens and spaces do not matter."""
    return letters(one) == letters(other)


def close_letters(one: str, other: str) -> bool:
    """Whether two names, given by their letters, are nearly the same, or one begins the other (Marie, Marie-Claire)."""
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    begins = len(shorter) >= len("lea") and longer.startswith(shorter)
    return begins or SequenceMatcher(None, one, other, autojunk=False).ratio() >= CLOSE
