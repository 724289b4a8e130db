"""IBANs: « ISO 13616 », checked by the remainder 1 modulo 97."""

import re

_SHAPE = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)
#: Lengths of the countries of the euro payments area most met; others are checked by their key only.
_LENGTHS = {"FR": 27, "MC": 27, "BE": 16, "DE": 22, "ES": 24, "IT": 27, "LU": 20, "NL": 18, "PT": 25, "CH": 21}


def canonical_iban(typed: str) -> str:
    """An IBAN as banks exchange it: capitals, without spaces."""
    return re.sub(r"[\s.-]", "", typed).upper()


def is_iban(value: str) -> bool:
    """Whether a canonical IBAN has its shape, its country's length and its key."""
    if not _SHAPE.fullmatch(value) or len(value) != _LENGTHS.get(value[:2], len(value)):
        return False
    return int("".join(str(int(character, 36)) for character in value[4:] + value[:4])) % 97 == 1


def shown_iban(value: str) -> str:
    """By groups of four, as on paper."""
    return " ".join(value[start : start + 4] for start in range(0, len(value), 4))
