"""What this room's actions are called in the journal."""

from django.utils.translation import gettext_lazy as _

from peristyle.audit.public import register_action_words

register_action_words(
    _("Documents"),
    {
        "documents.issue": _("Document délivré"),
        "documents.cancel": _("Document annulé"),
        "documents.read_file": _("Document d’autrui ouvert"),
    },
)
