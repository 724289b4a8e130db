"""The addresses of the registrar's officers, under /gestion/scolarite/."""

from django.urls import path

from peristyle.enrolment.views.office import (
    acts,
    corrections,
    decisions,
    exports,
    feed_files,
    feeds,
    figures,
    home,
    on_the_spot,
    papers,
    students,
)

urlpatterns = [
    path("", home.office, name="office"),
    path("etudiants/", students.students, name="students"),
    path("etudiants/<slug:number>/", students.student, name="student_file"),
    path("etudiants/<slug:number>/identite/", acts.identity, name="correct_identity"),
    path("inscriptions/<int:enrolment_id>/annulation/", acts.cancel, name="cancel_enrolment"),
    path("inscriptions/<int:enrolment_id>/documents/", papers.papers, name="papers"),
    path("inscriptions/<int:enrolment_id>/documents/<slug:paper>/", papers.paper, name="paper"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:correction_id>/", corrections.correction, name="correction"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<int:decision_id>/", decisions.decision, name="decision"),
    path("sur-place/", on_the_spot.on_the_spot, name="on_the_spot"),
    path("sur-place/<slug:number>/", on_the_spot.on_the_spot_done, name="on_the_spot_done"),
    path("chiffres/", figures.enrolment_figures, name="figures"),
    path("chiffres/export.csv", figures.figures_as_csv, name="figures_as_csv"),
    path("synchronisation/", feeds.synchronisation, name="synchronisation"),
    path("synchronisation/<int:run_id>/", feeds.synchronisation_run, name="synchronisation_run"),
    path("synchronisation/fichiers/", feed_files.feed_imports, name="feed_imports"),
    path("synchronisation/fichiers/<int:import_id>/", feed_files.feed_import, name="feed_import"),
    path(
        "synchronisation/fichiers/<int:import_id>/avancement/",
        feed_files.feed_import_progress,
        name="feed_import_progress",
    ),
    path("synchronisation/fichiers/<int:import_id>/import/", feed_files.confirm_feed, name="confirm_feed"),
    path("synchronisation/fichiers/<int:import_id>/abandon/", feed_files.give_up_feed, name="give_up_feed"),
    path("exports/", exports.exports, name="exports"),
    path("exports/<int:export_id>/", exports.export, name="export"),
    path("exports/<int:export_id>/avancement/", exports.export_progress, name="export_progress"),
    path("exports/<int:export_id>/fichier/", exports.export_file, name="export_file"),
]
