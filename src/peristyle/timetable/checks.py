"""Checks made at start: a wrong rooms.toml or timetable.toml stops the house with a sentence that names the key."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags
from django.core.checks import register as register_check

from peristyle.kernel import institution
from peristyle.timetable.rules import room_file, timetable_file


def register() -> None:
    """Have Django run the room's checks."""
    register_check(files_are_right, Tags.compatibility)


def files_are_right(**_: Any) -> list[CheckMessage]:
    """Each key of the files is right, if there are files."""
    errors: list[CheckMessage] = []
    for name, kind in (
        (room_file.NAME, room_file.RoomFile),
        (timetable_file.NAME, timetable_file.TimetableFile),
    ):
        try:
            institution.beside(name, kind)
        except institution.InstitutionError as error:
            errors.append(Error(str(error), id="peristyle.E020"))
    return errors or _components_are_known()


def _components_are_known() -> list[CheckMessage]:
    """A building that belongs to a composante belongs to one of the institution."""
    file = institution.beside(room_file.NAME, room_file.RoomFile) or room_file.RoomFile()
    named = {building.component for building in file.buildings if building.component}
    unknown = named and named - {component.code for component in institution.current().components}
    return [
        Error(f"rooms.toml is not right: no composante has the code {code}", id="peristyle.E020")
        for code in sorted(unknown)
    ]
