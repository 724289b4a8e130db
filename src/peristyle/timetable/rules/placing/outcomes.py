"""Why a proposal was not applied although nothing speaks against its place."""

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum


class Outcome(LabelledEnum):
    """What happened in the meantime."""

    CHANGED = "changed_meanwhile", _("Cette séance a été changée entre-temps")
    STANDS = "stands_already", _("Toutes les séances de l’activité sont placées entre-temps")
