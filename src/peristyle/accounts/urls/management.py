"""The addresses of agents and IT, under /gestion/comptes/."""

from django.urls import path

from peristyle.accounts.views.management import acts, extensions, guests, imports, people, recoveries, roles, visits

urlpatterns = [
    path("", people.people, name="people"),
    path("<int:person_id>/", people.person, name="person"),
    path("prolongations/", extensions.extensions, name="extensions"),
    path("prolongations/<int:extension_id>/", extensions.decide_extension, name="decide_extension"),
    path("recuperations/", recoveries.recoveries, name="recoveries"),
    path("recuperations/<int:recovery_id>/", recoveries.recovery, name="recovery"),
    path("recuperations/<int:recovery_id>/confirmation/", recoveries.confirm_recovery, name="confirm_recovery"),
    path("recuperations/<int:recovery_id>/annulation/", recoveries.cancel_recovery, name="cancel_recovery"),
    path("import/", imports.imports, name="people_imports"),
    path("import/<int:import_id>/", imports.people_import, name="people_import"),
    path("import/<int:import_id>/avancement/", imports.import_progress, name="people_import_progress"),
    path("invites/", guests.guests, name="guests"),
    path("invites/invitation/", guests.invite, name="invite_guest"),
    path("invites/<int:stay_id>/prolongation/", guests.prolong, name="prolong_stay"),
    path("invites/<int:stay_id>/parrain/", guests.hand_over, name="hand_over_stay"),
    path("invites/<int:stay_id>/fin/", guests.end, name="end_stay"),
    path("invites/<int:stay_id>/rappel/", guests.remind, name="remind_guest"),
    path("consultation/fin/", visits.leave_visit, name="leave_visit"),
    path("<int:person_id>/recuperation/", recoveries.recover, name="recover"),
    path("<int:person_id>/consultation/", visits.see_as, name="see_as"),
    path("<int:person_id>/activation/", acts.send_activation, name="send_activation_again"),
    path("<int:person_id>/suspension/", acts.suspend, name="suspend"),
    path("<int:person_id>/reouverture/", acts.restore, name="restore"),
    path("<int:person_id>/sessions/", acts.end_sessions, name="close_sessions"),
    path("<int:person_id>/facteurs/", acts.reset_factors, name="reset_factors"),
    path("<int:person_id>/prolongation/", acts.extend, name="extend"),
    path("<int:person_id>/roles/", roles.roles, name="roles"),
    path("<int:person_id>/roles/<int:assignment_id>/fin/", roles.end_role, name="end_role"),
]
