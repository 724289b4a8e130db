"""What an officer types to find a student: names and numbers, with a birth date, an INE or an application number."""

import re
from dataclasses import dataclass
from datetime import date

from peristyle.kernel.days import parse_day
from peristyle.people.public import check_national_id

_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}", re.ASCII)
_APPLICATION_NUMBER = re.compile(r"(?=.*\d)[A-Z]{1,2}[A-Z0-9]{8,9}", re.ASCII)
APPLICATION_NUMBER_LENGTH = 10


@dataclass(frozen=True)
class Sought:
    """What was typed, sorted out; what is empty does not count. The words hold names, numbers and addresses."""

    words: str = ""
    birth_date: date | None = None
    national_id: str = ""
    application_number: str = ""

    def __bool__(self) -> bool:
        """Whether anything was typed."""
        return self != Sought()


def sought(typed: str) -> Sought:
    """Sort out what was typed: « martin 12/05/2007 » is a name and a birth date."""
    words: list[str] = []
    birth_date, national_id, application_number = None, "", ""
    for token in typed.split():
        day = _day(token)
        if day:
            birth_date = day
        elif check_national_id(token).is_well_formed:
            national_id = check_national_id(token).value
        elif len(token) == APPLICATION_NUMBER_LENGTH and _APPLICATION_NUMBER.fullmatch(token.upper()):
            application_number = token.upper()
        else:
            words.append(token)
    return Sought(" ".join(words), birth_date, national_id, application_number)


def _day(token: str) -> date | None:
    if not _DAY.fullmatch(token):
        return None
    try:
        return parse_day(token)
    except ValueError:
        return None
