"""How a search stands, and how much may be asked of one."""

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum

#: More sessions, or weeks, are asked for in several searches.
MOST_SESSIONS, MOST_WEEKS = 600, 26
#: A search ends after so many steps for each session, and no sooner than after so many, nor later than after so many.
STEPS_EACH, FEWEST_STEPS, MOST_STEPS = 8, 80, 1200
#: So many are made before the worker does something else.
STEPS_AT_ONCE = 25


class SearchState(LabelledEnum):
    """How a search stands."""

    WAITING = "waiting", _("En attente")
    SEARCHING = "searching", _("En cours")
    FINISHED = "finished", _("Terminée")
    STOPPED = "stopped", _("Arrêtée")
    APPLYING = "applying", _("Application en cours")
    APPLIED = "applied", _("Appliquée")


def steps_wanted(sessions: int) -> int:
    """How many steps a search for so many sessions may take."""
    return min(max(STEPS_EACH * sessions, FEWEST_STEPS), MOST_STEPS)
