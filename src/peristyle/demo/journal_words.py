"""What this room's actions are called in the journal."""

from django.utils.translation import gettext_lazy as _

from peristyle.audit.public import register_action_words

register_action_words(
    _("Démonstration"),
    {
        "demo.move_clock": _("Horloge déplacée"),
    },
)
