"""What this room's actions are called in the journal."""

from django.utils.translation import gettext_lazy as _

from peristyle.audit.public import register_action_words

register_action_words(
    _("Scolarité"),
    {
        "enrolment.request_import": _("Import d’admissions demandé"),
        "enrolment.finish_import": _("Import d’admissions terminé"),
        "enrolment.open_file": _("Dossier d’inscription ouvert"),
        "enrolment.come_back_to_file": _("Dossier d’inscription repris"),
        "enrolment.refuse_identity": _("Identité refusée à l’inscription"),
        "enrolment.start_payment": _("Paiement commencé"),
        "enrolment.notification_forged": _("Notification bancaire falsifiée"),
        "enrolment.notification_unknown_reference": _("Notification bancaire sans paiement connu"),
        "enrolment.notification_wrong_amount": _("Notification bancaire d’un autre montant"),
        "enrolment.notification_contradiction": _("Notifications bancaires contradictoires"),
        "enrolment.enrol": _("Inscription"),
        "enrolment.national_id_taken": _("INE déjà connu pour une autre personne"),
        "enrolment.owe_refund": _("Remboursement dû"),
        "enrolment.give_back_payment": _("Remboursement effectué"),
    },
)
