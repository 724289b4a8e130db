"""The institution's `rooms.toml`: its buildings and their rooms."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from peristyle.kernel.sections import Section

NAME = "rooms.toml"
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,19}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class RoomKind(StrEnum):
    """What a room is made for."""

    LECTURE_HALL = "lecture_hall"
    CLASSROOM = "classroom"
    COMPUTER_ROOM = "computer_room"
    LABORATORY = "laboratory"


class Equipment(StrEnum):
    """What stands in a room."""

    PROJECTOR = "projector"
    SOUND = "sound"
    RECORDING = "recording"
    VIDEO_CALL = "video_call"
    COMPUTERS = "computers"
    WHEELCHAIR = "wheelchair"


class RoomEntry(Section):
    """A room."""

    code: Code
    name: Name
    kind: RoomKind
    capacity: Annotated[int, Field(ge=1, le=5000)]
    equipment: tuple[Equipment, ...] = ()


class BuildingEntry(Section):
    """A building of a site, and its rooms."""

    code: Code
    name: Name
    site: Name
    place: Annotated[str, StringConstraints(max_length=200)] = ""
    component: Annotated[str, StringConstraints(max_length=6)] = ""
    rooms: tuple[RoomEntry, ...] = ()


class RoomFile(Section):
    """The whole of `rooms.toml`."""

    buildings: tuple[BuildingEntry, ...] = ()

    @model_validator(mode="after")
    def _codes_are_unique(self) -> "RoomFile":
        codes = [building.code for building in self.buildings]
        rooms = [room.code for building in self.buildings for room in building.rooms]
        for said, found in (("building", codes), ("room", rooms)):
            repeated = sorted({code for code in found if found.count(code) > 1})
            if repeated:
                raise ValueError(f"the {said} {', '.join(repeated)} stands twice")
        return self
