"""The addresses of the timetable."""

from django.urls import path

from peristyle.timetable.views import feed_door, feeds, requests, rooms
from peristyle.timetable.views.own import looks, paper, session, timetable
from peristyle.timetable.views.planning import activities, copies, drafts, grid, home, several
from peristyle.timetable.views.planning import sessions as planned
from peristyle.timetable.views.teaching import asking, notes, service

app_name = "timetable"
urlpatterns = [
    path("emploi-du-temps/", timetable.my_week, name="my_week"),
    path("emploi-du-temps/jour/", timetable.my_day, name="my_day"),
    path("emploi-du-temps/mois/", timetable.my_month, name="my_month"),
    path("emploi-du-temps/liste/", timetable.my_list, name="my_list"),
    path("emploi-du-temps/hors-ligne.js", timetable.offline, name="offline"),
    path("emploi-du-temps/semaine.pdf", paper.week_pdf, name="week_pdf"),
    path("emploi-du-temps/semestre.pdf", paper.semester_pdf, name="semester_pdf"),
    path("emploi-du-temps/seances/<uuid:uid>/", session.session, name="session"),
    path("emploi-du-temps/matieres/", looks.my_looks, name="my_looks"),
    path("emploi-du-temps/matieres/<int:unit_id>/", looks.look, name="look"),
    path("emploi-du-temps/abonnement/", feeds.feeds, name="feeds"),
    path("emploi-du-temps/abonnement/nouveau/", feeds.new_feed, name="new_feed"),
    path("emploi-du-temps/abonnement/<int:feed_id>/revoquer/", feeds.revoke, name="revoke_feed"),
    path("emploi-du-temps/ical/<str:token>.ics", feed_door.feed, name="feed"),
    path("emploi-du-temps/seances/<uuid:uid>/annuler/", asking.cancellation, name="ask_cancellation"),
    path("emploi-du-temps/seances/<uuid:uid>/deplacer/", asking.move, name="ask_move"),
    path("emploi-du-temps/seances/<uuid:uid>/note/", notes.note, name="note"),
    path("emploi-du-temps/demandes/", asking.my_requests, name="my_requests"),
    path("emploi-du-temps/demandes/<int:request_id>/retirer/", asking.withdrawal, name="withdraw_request"),
    path("emploi-du-temps/service/", service.service, name="service"),
    path("emploi-du-temps/service/csv/", service.service_as_csv, name="service_csv"),
    path("gestion/planning/demandes/", requests.requests, name="requests"),
    path("gestion/planning/demandes/<int:request_id>/", requests.request_page, name="request"),
    path("gestion/salles/", rooms.rooms, name="rooms"),
    path("gestion/planning/", home.home, name="planning"),
    path("gestion/planning/elements/<int:year>/<str:code>/", home.unit, name="planned_unit"),
    path("gestion/planning/elements/<int:year>/<str:code>/activite/", activities.new, name="new_activity"),
    path("gestion/planning/evenement/", activities.new_event, name="new_event"),
    path("gestion/planning/activites/<int:activity_id>/", several.activity, name="planned_activity"),
    path("gestion/planning/activites/<int:activity_id>/modifier/", activities.change, name="change_activity"),
    path("gestion/planning/activites/<int:activity_id>/supprimer/", activities.remove, name="remove_activity"),
    path("gestion/planning/activites/<int:activity_id>/seance/", planned.new, name="new_session"),
    path("gestion/planning/activites/<int:activity_id>/serie/", several.series, name="new_series"),
    path("gestion/planning/seances/<int:session_id>/", planned.session, name="planned_session"),
    path("gestion/planning/seances/<int:session_id>/salle/", planned.take_room, name="take_room"),
    path("gestion/planning/seances/<int:session_id>/annuler/", planned.cancel, name="cancel_session"),
    path("gestion/planning/seances/<int:session_id>/retablir/", planned.restore, name="restore_session"),
    path("gestion/planning/seances/<int:session_id>/supprimer/", planned.delete, name="delete_draft"),
    path("gestion/planning/seances/<int:session_id>/verrou/", planned.lock, name="lock_session"),
    path("gestion/planning/seances/<int:session_id>/note/", planned.note, name="note_session"),
    path("gestion/planning/brouillons/", drafts.drafts, name="drafts"),
    path("gestion/planning/defaire/", several.undo, name="undo"),
    path("gestion/planning/copie/", copies.copy, name="copy_week"),
    path("gestion/planning/grille/", grid.grid, name="grid"),
]
