"""Checks made at start: a wrong calendar.toml stops the house with a sentence that names the key."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags
from django.core.checks import register as register_check

from peristyle.curriculum.rules.calendar_file import NAME, CalendarFile
from peristyle.kernel import institution


def register() -> None:
    """Have Django run the room's checks."""
    register_check(calendar_file_is_right, Tags.compatibility)


def calendar_file_is_right(**_: Any) -> list[CheckMessage]:
    """Each key of the file is right, if there is a file."""
    try:
        institution.beside(NAME, CalendarFile)
    except institution.InstitutionError as error:
        return [Error(str(error), id="peristyle.E031")]
    return []
