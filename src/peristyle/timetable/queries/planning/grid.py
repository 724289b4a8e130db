"""A week as the planners' grid draws it."""

from dataclasses import dataclass
from datetime import date, time

from django.utils import timezone

from peristyle.kernel.permissions import scopes
from peristyle.people.public import Person
from peristyle.timetable.models import Session
from peristyle.timetable.queries.planning.scope import unpublished, with_what_they_hold
from peristyle.timetable.queries.planning.views import View
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.grid import Hours, Place, hours_of
from peristyle.timetable.rules.lanes import Lane, in_lanes
from peristyle.timetable.rules.tones import Tone, usual_tone


@dataclass(frozen=True)
class Drawn:
    """A session in its day; one of another composante is seen and not changed."""

    session: Session
    place: Place
    lane: Lane
    own: bool
    waits: bool

    @property
    def tone(self) -> Tone:
        """The colour of its unit."""
        return usual_tone(self.session.activity.unit_id)

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int(self.session.slot.length.total_seconds() // 60)


@dataclass(frozen=True)
class Day:
    """A day of the grid."""

    day: date
    sessions: tuple[Drawn, ...]


@dataclass(frozen=True)
class Week:
    """The days on which one teaches, and any other on which something happens; the hours that are drawn."""

    days: tuple[Day, ...]
    hours: Hours
    opens: time


def drawn_week(view: View, planner: Person) -> Week:
    """The week of a view, drafts and what other composantes placed among it: a fixed number of queries."""
    shown = view.in_its_week(Session.objects.all())
    sessions = list(with_what_they_hold(shown))
    waiting = set(unpublished(shown).values_list("pk", flat=True)) if sessions else set()
    held = scopes(planner, PLAN_SESSIONS)
    rules = timetable_rules()
    hours = hours_of((session.slot for session in sessions), rules.opens, rules.closes)
    by_day: dict[date, list[Session]] = {day: [] for number, day in enumerate(view.week.days) if number < rules.days}
    for session in sessions:
        by_day.setdefault(timezone.localtime(session.starts_at).date(), []).append(session)
    days = []
    for day, of_day in sorted(by_day.items()):
        lanes = in_lanes([session.slot for session in of_day])
        drawn = (
            Drawn(
                session,
                hours.place(session.slot),
                lane,
                own=held is None or session.scope in held,
                waits=session.pk in waiting,
            )
            for session, lane in zip(of_day, lanes, strict=True)
        )
        days.append(Day(day, tuple(drawn)))
    return Week(tuple(days), hours, rules.opens)
