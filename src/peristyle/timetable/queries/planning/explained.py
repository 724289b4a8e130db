"""Why a session may not stand somewhere, in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.timetable.models import Session
from peristyle.timetable.queries.change_words import when_in_words
from peristyle.timetable.rules.conflicts import Conflict, ConflictKind

#: About two sessions at once.
_WITH_ANOTHER = frozenset(
    {ConflictKind.ROOM, ConflictKind.TEACHER, ConflictKind.GROUP, ConflictKind.STUDENT, ConflictKind.DEBT}
)


def explained(conflicts: Iterable[Conflict]) -> list[tuple[Conflict, str]]:
    """Each conflict with its sentence: one query at most."""
    kept = list(conflicts)
    ids = {conflict.session_id for conflict in kept if conflict.session_id}
    sessions = Session.objects.select_related("activity__unit").in_bulk(ids) if ids else {}
    return [(conflict, sentence(conflict, sessions)) for conflict in kept]


def sentence(conflict: Conflict, sessions: Mapping[int, Session]) -> str:
    """« Le groupe a déjà cours : HAI501I TD 1 (CM HAI502I, mardi 1er décembre 2026, 8:00 – 9:30). »."""
    label = str(ConflictKind(conflict.kind).label)
    about = conflict.about
    if conflict.kind in (ConflictKind.STUDENT, ConflictKind.DEBT):
        about = ngettext("%(n)s personne", "%(n)s personnes", conflict.students) % {"n": conflict.students}
    said = _("%(label)s : %(about)s") % {"label": label, "about": about} if about else label
    other = sessions.get(conflict.session_id or 0)
    if other is None:
        return f"{said}."
    return f"{said} ({short_name(other)}, {when_in_words(other.slot)})."


def short_name(session: Session) -> str:
    """« TD HAI501I »; needs its activity and unit."""
    activity: Any = session.activity
    return f"{activity.kind} {activity.code}" if activity.code else activity.title
