"""The addresses of scolarité (design §5)."""

from django.urls import path

from peristyle.enrolment.views import admissions, file, identity, notification, payment, refunds, sandbox, student

app_name = "enrolment"

urlpatterns = [
    path("inscription/", identity.identity, name="identity"),
    path("inscription/dossier/", identity.resume, name="resume"),
    path("inscription/dossier/fermeture/", identity.leave, name="leave"),
    path("inscription/dossier/identifiants/", file.identifiers, name="identifiers"),
    path("inscription/dossier/coordonnees/", file.contact, name="contact"),
    path("inscription/dossier/adresse/", file.email, name="email"),
    path("inscription/dossier/adresse/code/", file.new_code, name="new_code"),
    path("inscription/dossier/etape/", file.step, name="step"),
    path("inscription/dossier/droits/", payment.fees, name="fees"),
    path("inscription/dossier/banque/", payment.bank, name="bank"),
    path("inscription/dossier/paiement/", payment.waiting, name="waiting"),
    path("inscription/dossier/paiement/etat/", payment.waiting_state, name="waiting_state"),
    path("inscription/dossier/recu/", payment.receipt, name="receipt"),
    path("inscription/paiement/retour/", payment.back_from_bank, name="back_from_bank"),
    path("inscription/paiement/abandon/", payment.given_up, name="given_up"),
    path("inscription/paiement/notification/<slug:provider>/", notification.notification, name="notification"),
    path("inscription/banque-de-demonstration/<slug:reference>/", sandbox.sandbox_bank, name="sandbox_bank"),
    path("scolarite/", student.my_enrolments, name="my_enrolments"),
    path("scolarite/recus/<slug:number>/", student.my_receipt, name="my_receipt"),
    path("gestion/scolarite/admissions/", admissions.admissions, name="admissions"),
    path("gestion/scolarite/admissions/<int:import_id>/", admissions.admission_import, name="admission_import"),
    path(
        "gestion/scolarite/admissions/<int:import_id>/avancement/",
        admissions.import_progress,
        name="import_progress",
    ),
    path("gestion/scolarite/remboursements/", refunds.refunds, name="refunds"),
    path("gestion/scolarite/remboursements/<int:payment_id>/", refunds.give_back, name="give_back"),
]
