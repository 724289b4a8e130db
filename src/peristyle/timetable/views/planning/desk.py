"""What the grid’s page and the answers to its script have in common: the week, what is to be placed, what changed."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.forms.planning.grid import GridFilters
from peristyle.timetable.queries.planning.grid import drawn_week
from peristyle.timetable.queries.planning.history import last_gesture
from peristyle.timetable.queries.planning.presences import changed_since, newest_change, stamp
from peristyle.timetable.queries.planning.scope import planned_steps
from peristyle.timetable.queries.planning.to_place import to_place
from peristyle.timetable.queries.planning.views import View
from peristyle.timetable.rules.tones import usual_tone

_WEEK = timedelta(days=7)


def asked_view(request: HttpRequest, planner: Person) -> tuple[GridFilters, View]:
    """What the address says is shown, and the form that says it."""
    form = GridFilters(planned_steps(planner), request.GET, today=clock.today())
    return form, form.view()


def desk(view: View, planner: Person, *, alone: bool = True, since: int = 0) -> dict[str, Any]:
    """The facts of the grid: a fixed number of queries.

    `alone`: without the page around it, which says what was done; `since`: tell what others changed after this line.
    """
    return {
        "alone": alone,
        "view": view,
        "week": drawn_week(view, planner),
        "to_place": to_place(view, planner),
        "previous": view.at(view.monday - _WEEK),
        "next": view.at(view.monday + _WEEK),
        "tone": usual_tone,
        "gesture": last_gesture(planner),
        "stamp": stamp(view),
        "newest": newest_change(),
        "changes": list(changed_since(view, since, planner)) if since else [],
    }


def words() -> dict[str, str]:
    """What the grid's script says, in the reader's language."""
    return {
        "free": _("Libre"),
        "short": _("Trop court"),
        "asking": _("Recherche de ce qui s’y oppose…"),
        "held": _("En main : %(name)s. Flèches pour déplacer, Maj et flèches pour la durée, Entrée pour poser, Échap."),
        "dropped": _("Reposée où elle était."),
        "placing": _("Enregistrement…"),
        "offline": _("Le serveur ne répond pas : rien n’a été changé. Réessayez."),
        "refused": _("Refusé"),
    }
