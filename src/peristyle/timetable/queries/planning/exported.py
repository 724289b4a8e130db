"""The sessions of a planner between two days, by the columns that an import reads."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from peristyle.people.public import Person
from peristyle.timetable.models import Session
from peristyle.timetable.queries.planning.scope import planned_sessions
from peristyle.timetable.rules.days import Span

#: What an export holds at most: a composante's year.
MOST_SESSIONS = 20_000


def exported_sessions(planner: Person, span: Span, *, component: str = "") -> QuerySet[Session]:
    """Those that begin within these days, cancelled ones too, as planners last placed them."""
    found = planned_sessions(planner).filter(starts_at__gte=span.starts_at, starts_at__lt=span.ends_at)
    if component:
        found = found.filter(activity__component=component)
    return found.order_by("starts_at", "pk")


def exported_rows(sessions: QuerySet[Session]) -> Iterator[tuple[str, ...]]:
    """Each as the cells of `rules.imports.rows.COLUMNS`: three queries more, whatever their number."""
    for session in sessions[:MOST_SESSIONS]:
        activity, starts_at = session.activity, timezone.localtime(session.starts_at)
        yield (
            str(session.uid),
            activity.code,
            activity.title,
            str(activity.kind),
            " | ".join(sorted(str(held.group) for held in session.held_groups.all())),
            " | ".join(sorted(_name(held.person) for held in session.held_teachers.all())),
            " | ".join(sorted(held.room_id for held in session.held_rooms.all())),
            f"{starts_at:%d/%m/%Y}",
            f"{starts_at:%H:%M}",
            _end(starts_at, timezone.localtime(session.ends_at)),
            "oui" if session.cancelled_at else "",
            session.note,
        )


def _name(person: Person) -> str:
    return person.staff_number or person.display_name


def _end(starts_at: datetime, ends_at: datetime) -> str:
    """An hour of the same day, else a whole instant."""
    return f"{ends_at:%H:%M}" if ends_at.date() == starts_at.date() else f"{ends_at:%d/%m/%Y %H:%M}"
