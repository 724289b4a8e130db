"""What this room's actions are called in the journal."""

from django.utils.translation import gettext_lazy as _

from peristyle.audit.public import register_action_words

register_action_words(
    _("Emploi du temps"),
    {
        "timetable.create_activity": _("Activité créée"),
        "timetable.change_activity": _("Activité modifiée"),
        "timetable.remove_activity": _("Activité supprimée"),
        "timetable.delete_draft": _("Brouillon de séance supprimé"),
        "timetable.publish_sessions": _("Séances publiées"),
        "timetable.make_feed": _("Abonnement à l’emploi du temps créé"),
        "timetable.revoke_feed": _("Abonnement à l’emploi du temps révoqué"),
        "timetable.ask_change": _("Changement de séance demandé"),
        "timetable.withdraw_request": _("Demande de changement retirée"),
        "timetable.decide_request": _("Demande de changement décidée"),
        "timetable.publish_note": _("Note aux étudiants publiée"),
    },
)
