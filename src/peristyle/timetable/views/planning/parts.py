"""What the planners' pages have in common."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from peristyle.timetable.actions.planning.several import SeveralRefused
from peristyle.timetable.models import Session
from peristyle.timetable.queries.change_words import when_in_words
from peristyle.timetable.queries.planning.explained import explained, short_name
from peristyle.timetable.queries.planning.history import last_change
from peristyle.ui.environment import date_and_time, long_date


def say_who_changed(request: HttpRequest, session: Session) -> None:
    """Tell who changed a session while somebody looked at an older version of it."""
    messages.error(request, changed_by(session))


def changed_by(session: Session) -> str:
    """« Camille Aubépine a changé cette séance… »."""
    last = last_change(session)
    who = last.by.display_name if last and last.by else _("Quelqu’un")
    when = date_and_time(last.at) if last else ""
    return _("%(who)s a changé cette séance entre-temps (%(when)s) : la voici telle qu’elle est, reprenez.") % {
        "who": who,
        "when": when,
    }


def refusals_in_words(refused: SeveralRefused) -> list[dict[str, Any]]:
    """Each session or week that was refused, with its reasons."""
    return [
        {
            "name": _name(each.item),
            "reasons": [words for _conflict, words in explained(each.conflicts)],
            "hard": any(conflict.hard for conflict in each.conflicts),
        }
        for each in refused.refusals
    ]


def _name(refused: Any) -> str:
    if isinstance(refused, Session):
        return f"{short_name(refused)}, {when_in_words(refused.slot)}"
    return _("Semaine du %(day)s") % {"day": long_date(refused)}
