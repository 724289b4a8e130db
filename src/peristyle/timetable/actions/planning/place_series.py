"""Place an activity in several weeks at once: the same day and hour, rooms and people in each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import uuid4

from django.db import transaction

from peristyle.people.public import Person
from peristyle.timetable.actions.planning.place_session import create_session
from peristyle.timetable.actions.planning.several import Refusal, do_to_all
from peristyle.timetable.models import Activity, Series
from peristyle.timetable.rules.sessions import Placement
from peristyle.timetable.rules.weeks import slot_on


@dataclass(frozen=True)
class Weekly:
    """A day of the week (Monday is 1), an hour, how long, and in which weeks (Mondays)."""

    weekday: int
    starts: time
    minutes: int
    weeks: tuple[date, ...]


@dataclass(frozen=True)
class PlacedSeries:
    """How many sessions stand, and the weeks in which none could."""

    count: int
    refusals: list[Refusal[date]]


def place_series(
    activity: Activity,
    weekly: Weekly,
    *,
    rooms: Collection[str],
    teachers: Collection[int],
    groups: Collection[int],
    by: Person,
    reason: str = "",
    keep_what_can: bool = False,
) -> PlacedSeries:
    """A session in each week, remembered as placed together. Raises SeveralRefused, its items being the Mondays."""
    batch = uuid4()
    with transaction.atomic():
        series = Series.objects.create(
            activity=activity, weekday=weekly.weekday, starts=weekly.starts, minutes=weekly.minutes
        )

        def place(monday: date) -> None:
            slot = slot_on(monday + timedelta(days=weekly.weekday - 1), weekly.starts, weekly.minutes)
            placement = Placement(slot, frozenset(rooms), frozenset(teachers), frozenset(groups))
            create_session(activity, placement, by=by, reason=reason, series=series, batch=batch)

        refusals = do_to_all(weekly.weeks, place, keep_what_can=keep_what_can)
        refused = {refusal.item for refusal in refusals}
        series.weeks = [monday.isoformat() for monday in weekly.weeks if monday not in refused]
        if series.weeks:
            series.save(update_fields=["weeks"])
        else:
            series.delete()
    return PlacedSeries(len(series.weeks), refusals)
