"""A week as the planners' grid draws it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from peristyle.curriculum.public import CalendarPeriod, PeriodKind
from peristyle.kernel.permissions import scopes
from peristyle.people.public import Person
from peristyle.timetable.models import Session
from peristyle.timetable.queries.planning.scope import unpublished, with_what_they_hold
from peristyle.timetable.queries.planning.views import View
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.grid import Hours, Place, hours_of, minutes_of_day
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
    def starts(self) -> int:
        """When it begins, in minutes of its day."""
        return minutes_of_day(self.session.starts_at)

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int(self.session.slot.length.total_seconds() // 60)

    @property
    def movable(self) -> bool:
        """Whether the planner may take it in hand."""
        return self.own and self.session.cancelled_at is None


@dataclass(frozen=True)
class Day:
    """A day of the grid, and what the calendar says of it."""

    day: date
    sessions: tuple[Drawn, ...]
    periods: tuple[CalendarPeriod, ...] = ()


@dataclass(frozen=True)
class Week:
    """The days on which one teaches, and any other on which something happens; the hours that are drawn."""

    days: tuple[Day, ...]
    hours: Hours


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
    week = view.week
    special = list(
        CalendarPeriod.objects.filter(starts_on__lte=week.last, ends_on__gte=week.first).exclude(
            kind=PeriodKind.CLASSES
        )
    )
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
        said = tuple(each for each in special if each.starts_on <= day <= each.ends_on)
        days.append(Day(day, tuple(drawn), said))
    return Week(tuple(days), hours)
