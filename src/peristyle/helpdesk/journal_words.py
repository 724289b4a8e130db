"""What this room's actions are called in the journal."""

from django.utils.translation import gettext_lazy as _

from peristyle.audit.public import register_action_words

register_action_words(
    _("Assistance"),
    {
        "helpdesk.ask": _("Demande d’aide"),
        "helpdesk.answer": _("Réponse de l’assistance"),
        "helpdesk.reply": _("Réponse de la personne"),
        "helpdesk.add_note": _("Note interne"),
        "helpdesk.take": _("Demande prise en charge"),
        "helpdesk.leave": _("Demande laissée"),
        "helpdesk.close": _("Demande close"),
        "helpdesk.reopen": _("Demande rouverte"),
        "helpdesk.refuse_flood": _("Demandes refusées : trop nombreuses"),
        "helpdesk.forget_old_requests": _("Anciennes demandes effacées"),
    },
)
