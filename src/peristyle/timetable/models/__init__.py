"""The tables of the timetable."""

from peristyle.timetable.models.activities import Activity
from peristyle.timetable.models.attendance import Attendance, AttendanceCorrection, Roll
from peristyle.timetable.models.availability import Unavailability
from peristyle.timetable.models.bookings import Booking
from peristyle.timetable.models.exams import (
    ExamArrangement,
    ExamSeat,
    Invigilation,
    PublishedSeat,
    RoomApart,
    SummonsNotice,
)
from peristyle.timetable.models.feeds import Feed, FeedRendering
from peristyle.timetable.models.imports import ImportedSession, RefusedTimetableLine, TimetableImport
from peristyle.timetable.models.looks import UnitLook
from peristyle.timetable.models.notices import ChangeNotice
from peristyle.timetable.models.placing import PlacementSearch, ProposedPlacement
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
    "Attendance",
    "AttendanceCorrection",
    "Booking",
    "Building",
    "ChangeNotice",
    "ExamArrangement",
    "ExamSeat",
    "Feed",
    "FeedRendering",
    "ImportedSession",
    "Invigilation",
    "PlacementSearch",
    "PlannerPresence",
    "ProposedPlacement",
    "PublishedChange",
    "PublishedSeat",
    "PublishedSession",
    "RefusedTimetableLine",
    "Roll",
    "Room",
    "RoomApart",
    "Series",
    "Session",
    "SessionChange",
    "SessionGroup",
    "SessionRequest",
    "SessionRoom",
    "SessionTeacher",
    "SummonsNotice",
    "TimetableImport",
    "TimetableVersion",
    "Unavailability",
    "UnitLook",
]
