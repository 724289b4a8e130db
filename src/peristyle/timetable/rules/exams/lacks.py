"""What an exam still lacks."""

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum


class Lack(LabelledEnum):
    """What a planner has still to do for an exam."""

    ROOMS = "rooms", _("Aucune salle")
    CAPACITY = "capacity", _("Pas assez de places")
    SEATS = "seats", _("Étudiants sans place")
    INVIGILATORS = "invigilators", _("Surveillants manquants")
    PUBLICATION = "publication", _("À publier")

    @property
    def blocking(self) -> bool:
        """Whether nobody is summoned before it is mended."""
        return self in {Lack.ROOMS, Lack.CAPACITY, Lack.SEATS}
