"""The door of the timetable."""

from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.place_session import create_session, move_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.actions.publish_note import publish_note
from peristyle.timetable.actions.requests.ask import ask_cancellation, ask_move
from peristyle.timetable.actions.sync_rooms import sync_rooms
from peristyle.timetable.models import (
    Activity,
    PublishedChange,
    PublishedSession,
    Room,
    Series,
    Session,
    SessionChange,
    SessionGroup,
    SessionRoom,
    SessionTeacher,
)
from peristyle.timetable.queries.conflicts import conflicts_of
from peristyle.timetable.queries.requests import session_to_change
from peristyle.timetable.queries.suggestions import suggest
from peristyle.timetable.queries.timetables import between, teaching_of, timetable_of
from peristyle.timetable.rules.room_file import Equipment, RoomKind
from peristyle.timetable.rules.sessions import ActivityKind, Placement, Slot, Verb

__all__ = [
    "Activity",
    "ActivityKind",
    "Equipment",
    "Placement",
    "PublishedChange",
    "PublishedSession",
    "Room",
    "RoomKind",
    "Series",
    "Session",
    "SessionChange",
    "SessionGroup",
    "SessionRoom",
    "SessionTeacher",
    "Slot",
    "Verb",
    "ask_cancellation",
    "ask_move",
    "between",
    "cancel_session",
    "conflicts_of",
    "create_session",
    "move_session",
    "publish_note",
    "publish_sessions",
    "session_to_change",
    "suggest",
    "sync_rooms",
    "teaching_of",
    "timetable_of",
]
