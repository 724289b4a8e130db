"""The tables of the timetable."""

from peristyle.timetable.models.activities import Activity
from peristyle.timetable.models.published import PublishedChange, PublishedSession
from peristyle.timetable.models.rooms import EQUIPMENT, ROOM_KINDS, Building, Room
from peristyle.timetable.models.sessions import (
    Series,
    Session,
    SessionChange,
    SessionGroup,
    SessionRoom,
    SessionTeacher,
)

__all__ = [
    "EQUIPMENT",
    "ROOM_KINDS",
    "Activity",
    "Building",
    "PublishedChange",
    "PublishedSession",
    "Room",
    "Series",
    "Session",
    "SessionChange",
    "SessionGroup",
    "SessionRoom",
    "SessionTeacher",
]
