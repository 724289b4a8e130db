"""Checks made at start: a wrong rooms.toml stops the house with a sentence that names the key."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags
from django.core.checks import register as register_check

from peristyle.kernel import institution
from peristyle.timetable.rules.room_file import NAME, RoomFile


def register() -> None:
    """Have Django run the room's checks."""
    register_check(room_file_is_right, Tags.compatibility)


def room_file_is_right(**_: Any) -> list[CheckMessage]:
    """Each key of the file is right, if there is a file."""
    try:
        institution.beside(NAME, RoomFile)
    except institution.InstitutionError as error:
        return [Error(str(error), id="peristyle.E020")]
    return []
