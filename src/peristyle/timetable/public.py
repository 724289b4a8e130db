"""The door of the timetable."""

from peristyle.timetable.actions.availability.declare import DeclaredTime, close_room, declare_own
from peristyle.timetable.actions.bookings.ask_booking import ask_booking, withdraw_booking
from peristyle.timetable.actions.bookings.decide_booking import approve_booking, cancel_booking, refuse_booking
from peristyle.timetable.actions.exams.give_rooms import give_rooms
from peristyle.timetable.actions.exams.name_invigilators import name_invigilator
from peristyle.timetable.actions.exams.publish_exams import publish_exam
from peristyle.timetable.actions.exams.record_arrangement import record_arrangement
from peristyle.timetable.actions.exams.seat_students import seat_students
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.place_session import create_session, move_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.actions.publish_note import publish_note
from peristyle.timetable.actions.requests.ask import ask_cancellation, ask_move
from peristyle.timetable.actions.sync_rooms import sync_rooms
from peristyle.timetable.models import (
    Activity,
    Attendance,
    AttendanceCorrection,
    ExamArrangement,
    PublishedChange,
    PublishedSeat,
    PublishedSession,
    Roll,
    Room,
    Series,
    Session,
    SessionChange,
    SessionGroup,
    SessionRoom,
    SessionTeacher,
)
from peristyle.timetable.queries.attendance.rolls import awaited, session_to_call, times_of
from peristyle.timetable.queries.conflicts import conflicts_of
from peristyle.timetable.queries.exams.board import Exam, described_exam, planned_exams
from peristyle.timetable.queries.exams.clashes import clashing_students
from peristyle.timetable.queries.exams.free import invigilators_for
from peristyle.timetable.queries.exams.summons import summonses_of
from peristyle.timetable.queries.free_rooms import free_rooms
from peristyle.timetable.queries.requests import session_to_change
from peristyle.timetable.queries.suggestions import suggest
from peristyle.timetable.queries.timetables import between, teaching_of, timetable_of
from peristyle.timetable.rules.attendance import Presence, Way
from peristyle.timetable.rules.availability import Wish
from peristyle.timetable.rules.exams.lacks import Lack
from peristyle.timetable.rules.exams.seating import SeatOrder
from peristyle.timetable.rules.room_file import Equipment, RoomKind
from peristyle.timetable.rules.sessions import ActivityKind, Placement, Slot, Verb

__all__ = [
    "Activity",
    "ActivityKind",
    "Attendance",
    "AttendanceCorrection",
    "DeclaredTime",
    "Equipment",
    "Exam",
    "ExamArrangement",
    "Lack",
    "Placement",
    "Presence",
    "PublishedChange",
    "PublishedSeat",
    "PublishedSession",
    "Roll",
    "Room",
    "RoomKind",
    "SeatOrder",
    "Series",
    "Session",
    "SessionChange",
    "SessionGroup",
    "SessionRoom",
    "SessionTeacher",
    "Slot",
    "Verb",
    "Way",
    "Wish",
    "approve_booking",
    "ask_booking",
    "ask_cancellation",
    "ask_move",
    "awaited",
    "between",
    "cancel_booking",
    "cancel_session",
    "clashing_students",
    "close_room",
    "conflicts_of",
    "create_session",
    "declare_own",
    "described_exam",
    "free_rooms",
    "give_rooms",
    "invigilators_for",
    "move_session",
    "name_invigilator",
    "planned_exams",
    "publish_exam",
    "publish_note",
    "publish_sessions",
    "record_arrangement",
    "refuse_booking",
    "seat_students",
    "session_to_call",
    "session_to_change",
    "suggest",
    "summonses_of",
    "sync_rooms",
    "teaching_of",
    "times_of",
    "timetable_of",
    "withdraw_booking",
]
