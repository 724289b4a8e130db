"""Where a session in hand may go in a week, and why not elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from peristyle.timetable.models import Activity, Session
from peristyle.timetable.queries.obstacles import obstacles_to
from peristyle.timetable.queries.planning.explained import explained
from peristyle.timetable.queries.suggestions import usual_placement
from peristyle.timetable.rules.conflicts import Conflict
from peristyle.timetable.rules.days import Span
from peristyle.timetable.rules.grid import minutes_of_day
from peristyle.timetable.rules.obstacles import Obstacles
from peristyle.timetable.rules.sessions import Slot

_DAY = 24 * 60


@dataclass(frozen=True)
class Hindrance:
    """Some minutes of a day, from midnight on, in which a session in hand should not stand; why, and in short."""

    day: date
    starts: int
    ends: int
    hard: bool
    label: str
    words: str

    def as_data(self) -> dict[str, Any]:
        """As the grid's script reads it."""
        return {**self.__dict__, "day": self.day.isoformat()}


def reach_of_session(session: Session, week: Span) -> list[Hindrance]:
    """What keeps a session from standing at some time of a week, with what it holds: eighteen queries at most."""
    window = Slot(week.starts_at, week.ends_at)
    return _hindrances(obstacles_to(session.activity, session.placement(), window, session_id=session.pk), week)


def reach_of_activity(activity: Activity, week: Span) -> list[Hindrance]:
    """The same for one more session of an activity, whose room is chosen once its time is."""
    window = Slot(week.starts_at, week.ends_at)
    return _hindrances(obstacles_to(activity, usual_placement(activity), window), week)


def _hindrances(obstacles: Obstacles, week: Span) -> list[Hindrance]:
    dated = [(each.slot, each.conflict) for each in obstacles.dated]
    always = [(Slot(week.starts_at, week.ends_at), conflict) for conflict in obstacles.always]
    found = [*always, *dated]
    sentences: dict[Conflict, str] = dict(explained({conflict for _, conflict in found}))
    return list(
        dict.fromkeys(
            Hindrance(day, starts, ends, conflict.hard, str(conflict.kind.label), sentences[conflict])
            for slot, conflict in found
            for day, starts, ends in _by_day(slot, week)
        )
    )


def _by_day(slot: Slot, week: Span) -> Iterator[tuple[date, int, int]]:
    """The part of a slot that lies in each day of a week, in minutes that clocks show."""
    first, last = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    for day in week.days:
        if first.date() <= day <= last.date():
            starts = minutes_of_day(slot.starts_at) if day == first.date() else 0
            ends = minutes_of_day(slot.ends_at) if day == last.date() else _DAY
            if starts < ends:
                yield day, starts, ends
