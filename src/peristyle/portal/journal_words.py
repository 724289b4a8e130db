"""What this room's actions are called in the journal."""

from django.utils.translation import gettext_lazy as _

from peristyle.audit.public import register_action_words

register_action_words(
    _("Accueil"),
    {
        "portal.publish_banner": _("Bandeau publié"),
        "portal.end_banner": _("Bandeau retiré"),
    },
)
