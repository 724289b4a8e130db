"""Whoever was admitted and has no account yet: the room that knows admissions says where they stand.

Accounts know no enrolment: « 1ère connexion » asks here before it answers that it knows nobody.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How far somebody is who was admitted."""

    ADMITTED = "admitted"
    PAYING = "paying"
    ENROLLED = "enrolled"


#: Where the person with this application number and birth date stands; None when there is nobody.
Finder = Callable[[str, date], Standing | None]
_finders: list[Finder] = []


def register_newcomers(finder: Finder) -> None:
    """Have `finder` asked about numbers that are nobody's here."""
    if finder not in _finders:
        _finders.append(finder)


def standing_of_newcomer(number: str, birth_date: date) -> Standing | None:
    """Where a newcomer stands, if a room above knows them; every room is asked, whatever the first one says."""
    answers = [finder(number, birth_date) for finder in _finders]
    return next((standing for standing in answers if standing), None)
