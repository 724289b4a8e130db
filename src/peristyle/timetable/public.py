"""The door of the timetable."""

from peristyle.timetable.actions.sync_rooms import sync_rooms

__all__ = ["sync_rooms"]
