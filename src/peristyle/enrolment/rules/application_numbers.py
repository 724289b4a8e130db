"""Application numbers: ten characters, by which an admitted person is known before having a student number.

Parcoursup: `P`, the year in two digits, seven digits; eCandidat: `EC` and eight characters (facts/institution.md §1.3).
A Parcoursup number shorter than seven digits is filled with zeros: 123456 is P230123456 in 2023.
"""

import re
from enum import StrEnum

_PARCOURSUP = re.compile(r"P\d{9}", re.ASCII)
_PARCOURSUP_SHORT = re.compile(r"\d{1,7}", re.ASCII)
_ECANDIDAT = re.compile(r"EC[A-Z0-9]{8}")
_ANY = re.compile(r"[A-Z0-9]{10}")


class Origin(StrEnum):
    """Where an admission comes from, in the words of Pégase."""

    PARCOURSUP = "parcoursup"
    ECANDIDAT = "ecandidat"
    MONMASTER = "monmaster"
    REENROLMENT = "reinscription"
    ON_THE_SPOT = "manuel"
    ELSEWHERE = "ailleurs"


#: How the numbers begin that the university draws itself.
OWN_PREFIXES = {Origin.REENROLMENT: "RE", Origin.ON_THE_SPOT: "GU", Origin.ELSEWHERE: "SI"}


def canonical(typed: str, academic_year: int) -> str:
    """The number as it is kept: upper case, no spaces, short Parcoursup numbers in full."""
    number = re.sub(r"[\s.-]", "", typed).upper()
    if _PARCOURSUP_SHORT.fullmatch(number):
        return f"P{academic_year % 100:02d}{number:0>7}"
    return number


def is_well_formed(number: str) -> bool:
    """Whether a canonical number has ten characters; those beginning like Parcoursup's or eCandidat's are theirs."""
    return _ANY.fullmatch(number) is not None


def origin_of(number: str) -> Origin | None:
    """The origin a canonical number tells by itself."""
    if _PARCOURSUP.fullmatch(number):
        return Origin.PARCOURSUP
    if _ECANDIDAT.fullmatch(number):
        return Origin.ECANDIDAT
    return None
