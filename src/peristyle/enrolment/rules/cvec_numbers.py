"""The number of the CVEC certificate: fourteen characters; a strange one warns and never refuses (facts §1.6)."""

import re

LONGEST = 20
_USUAL = re.compile(r"[A-Z0-9-]{14}")


def canonical(typed: str) -> str:
    """The number as it is kept: upper case, no spaces."""
    return re.sub(r"\s", "", typed).upper()


def looks_right(number: str) -> bool:
    """Whether a canonical number has the usual shape."""
    return _USUAL.fullmatch(number) is not None
