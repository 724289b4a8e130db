"""What this room's actions are called in the journal."""

from django.utils.translation import gettext_lazy as _

from peristyle.audit.words import register_action_words

register_action_words(
    _("Journal et tâches"),
    {
        "mail.sent": _("Mail envoyé"),
        "tasks.replay": _("Tâche rejouée"),
        "audit.export_journal": _("Journal exporté"),
        "audit.find_tampering": _("Altération du journal constatée"),
    },
)
