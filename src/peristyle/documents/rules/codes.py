"""Verification codes: « 7D2K-9FMX-04WQ-3HJ5 » on paper, the same without capitals or signs in the register."""

#: 80 bits in Crockford's base 32: nobody comes upon a document by trying.
CODE_LENGTH = 16
GROUP = 4


def shown_code(code: str) -> str:
    """A code as people read it, in groups."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP)).upper()
