"""What may be asked of a room, and how a request stands."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum
from peristyle.timetable.rules.sessions import Slot

#: Requests of one person that wait at once.
MOST_OPEN = 5
#: Nobody holds a room for longer by one request.
LONGEST = timedelta(hours=12)


class BookingState(LabelledEnum):
    """How a request stands."""

    WAITING = "waiting", _("En attente")
    APPROVED = "approved", _("Acceptée")
    REFUSED = "refused", _("Refusée")
    WITHDRAWN = "withdrawn", _("Retirée")
    CANCELLED = "cancelled", _("Annulée")


class BookingProblem(LabelledEnum):
    """Why a room cannot be asked for."""

    PAST = "past", _("Ce moment est déjà passé.")
    TOO_LONG = "too_long", _("Une réservation dure douze heures au plus.")
    TOO_SMALL = "too_small", _("Cette salle n’a pas assez de places.")
    TAKEN = "taken", _("Cette salle est déjà prise ou fermée à ce moment-là.")
    NO_YEAR = "no_year", _("Cette année universitaire n’est pas encore ouverte.")
    TOO_MANY = "too_many", _("Trop de vos demandes attendent déjà : attendez une réponse, ou retirez-en une.")


class BookingRefused(Exception):
    """A room cannot be asked for so; `problem` says why."""

    def __init__(self, problem: BookingProblem) -> None:
        """With the problem found first."""
        super().__init__(problem)
        self.problem = problem


def lasts_too_long(slot: Slot) -> bool:
    """Whether one request holds the room for longer than it may."""
    return slot.length > LONGEST
