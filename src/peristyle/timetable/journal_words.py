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
        "timetable.export_itc2019": _("Semestre exporté au format ITC-2019"),
        "timetable.ask_placement": _("Recherche de placement demandée"),
        "timetable.stop_placement": _("Recherche de placement arrêtée"),
        "timetable.apply_placement": _("Proposition de placement appliquée"),
        "timetable.publish_sessions": _("Séances publiées"),
        "timetable.make_feed": _("Abonnement à l’emploi du temps créé"),
        "timetable.revoke_feed": _("Abonnement à l’emploi du temps révoqué"),
        "timetable.ask_change": _("Changement de séance demandé"),
        "timetable.withdraw_request": _("Demande de changement retirée"),
        "timetable.decide_request": _("Demande de changement décidée"),
        "timetable.publish_note": _("Note aux étudiants publiée"),
        "timetable.ask_booking": _("Salle demandée"),
        "timetable.withdraw_booking": _("Demande de salle retirée"),
        "timetable.approve_booking": _("Demande de salle acceptée"),
        "timetable.refuse_booking": _("Demande de salle refusée"),
        "timetable.cancel_booking": _("Réservation de salle annulée"),
        "timetable.close_room": _("Salle fermée"),
        "timetable.open_room": _("Fermeture de salle retirée"),
        "timetable.declare_availability": _("Indisponibilité déclarée"),
        "timetable.take_availability_back": _("Indisponibilité retirée"),
        "timetable.open_roll": _("Appel d’une séance ouvert"),
        "timetable.close_roll": _("Appel d’une séance fermé"),
        "timetable.reopen_roll": _("Appel d’une séance rouvert"),
        "timetable.correct_attendance": _("Émargement corrigé"),
        "timetable.seat_students": _("Étudiants placés pour un examen"),
        "timetable.publish_exam": _("Examen publié"),
        "timetable.record_arrangement": _("Aménagement d’examens enregistré"),
        "timetable.end_arrangement": _("Aménagement d’examens terminé"),
        "timetable.bring_timetable": _("Emploi du temps apporté pour import"),
        "timetable.confirm_timetable": _("Import d’un emploi du temps confirmé"),
        "timetable.give_up_timetable": _("Import d’un emploi du temps abandonné"),
        "timetable.finish_timetable": _("Emploi du temps importé"),
        "timetable.export_sessions": _("Séances exportées"),
    },
)
