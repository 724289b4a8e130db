"""Facts announced by the timetable."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SessionsPublished:
    """These sessions are now seen by people as they were placed; `change_ids`: what changed in those already seen."""

    session_ids: tuple[int, ...]
    change_ids: tuple[int, ...]
