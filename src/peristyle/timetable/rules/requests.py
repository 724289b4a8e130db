"""What a teacher may ask about a session."""

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum


class RequestKind(LabelledEnum):
    """To cancel it, or to move it."""

    CANCEL = "cancel", _("Annulation")
    MOVE = "move", _("Déplacement")
