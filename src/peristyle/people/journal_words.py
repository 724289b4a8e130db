"""What this room's actions are called in the journal."""

from django.utils.translation import gettext_lazy as _

from peristyle.audit.public import register_action_words

register_action_words(
    _("Personnes"),
    {
        "people.assign_role": _("Rôle donné"),
        "people.end_role": _("Rôle retiré"),
        "people.void_affiliation": _("Rattachement annulé"),
        "people.merge": _("Fiches réunies"),
        "people.undo_merge": _("Fiches séparées de nouveau"),
        "people.dismiss_duplicate": _("Doublon écarté"),
    },
)
