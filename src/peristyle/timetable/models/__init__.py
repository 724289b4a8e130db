"""The tables of the timetable."""

from peristyle.timetable.models.activities import Activity
from peristyle.timetable.models.availability import Unavailability
from peristyle.timetable.models.bookings import Booking
from peristyle.timetable.models.feeds import Feed, FeedRendering
from peristyle.timetable.models.looks import UnitLook
from peristyle.timetable.models.notices import ChangeNotice
from peristyle.timetable.models.presences import PlannerPresence
from peristyle.timetable.models.published import PublishedChange, PublishedSession
from peristyle.timetable.models.requests import SessionRequest
from peristyle.timetable.models.rooms import EQUIPMENT, ROOM_KINDS, Building, Room
from peristyle.timetable.models.sessions import (
    Series,
    Session,
    SessionChange,
    SessionGroup,
    SessionRoom,
    SessionTeacher,
)
from peristyle.timetable.models.versions import TimetableVersion

__all__ = [
    "EQUIPMENT",
    "ROOM_KINDS",
    "Activity",
    "Booking",
    "Building",
    "ChangeNotice",
    "Feed",
    "FeedRendering",
    "PlannerPresence",
    "PublishedChange",
    "PublishedSession",
    "Room",
    "Series",
    "Session",
    "SessionChange",
    "SessionGroup",
    "SessionRequest",
    "SessionRoom",
    "SessionTeacher",
    "TimetableVersion",
    "Unavailability",
    "UnitLook",
]
