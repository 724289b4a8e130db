"""Who did what to sessions."""

from collections.abc import Collection

from django.db.models import Max, QuerySet

from peristyle.people.public import Person
from peristyle.timetable.models import Session, SessionChange


def history_of(session: Session) -> QuerySet[SessionChange]:
    """The lines of a session's history, the newest first, with who wrote them."""
    return session.changes.select_related("by")


def last_gesture(person: Person) -> list[SessionChange]:
    """The lines of what somebody did last and may still take back, the newest first: two queries."""
    mine = SessionChange.objects.filter(by=person, undoable=True).select_related("session__activity__unit")
    last = mine.first()
    if last is None or last.batch is None:
        return [last] if last else []
    return list(mine.filter(batch=last.batch))


def newest_changes(session_ids: Collection[int]) -> dict[int, int]:
    """The newest line of each of these sessions that changed where it stands and was not taken back: one query."""
    lines = SessionChange.objects.filter(session__in=session_ids, undoable=True).order_by()
    return dict(lines.values_list("session_id").annotate(newest=Max("pk")))


def last_change(session: Session) -> SessionChange | None:
    """Who changed a session last, and when."""
    return history_of(session).first()
