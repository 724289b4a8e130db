"""The addresses of the curriculum."""

from django.urls import path

from peristyle.curriculum.views import (
    calendar,
    groups,
    maquettes,
    offer,
    own_units,
    taught_groups,
    units,
    waiting_choices,
    windows,
)

app_name = "curriculum"

STEP = "gestion/offre/<int:year>/etapes/<int:step_id>/"
UNIT = "gestion/offre/<int:year>/elements/<slug:code>/"
GROUP = "gestion/offre/groupes/<int:group_id>/"

urlpatterns = [
    path("calendrier/", calendar.calendar, name="calendar"),
    path("scolarite/matieres/", own_units.my_units, name="my_units"),
    path("scolarite/matieres/<int:studied_id>/choix/", own_units.choose, name="choose"),
    path("mes-groupes/", taught_groups.my_groups, name="my_groups"),
    path("mes-groupes/<int:group_id>/", taught_groups.my_group, name="my_group"),
    path("mes-groupes/<int:group_id>/<slug:content>.<slug:extension>", taught_groups.my_sheet, name="my_sheet"),
    path("gestion/offre/", offer.offer, name="offer"),
    path("gestion/offre/<int:year>/copie/", offer.copy, name="copy"),
    path("gestion/offre/<int:year>/maquettes.csv", offer.export, name="export"),
    path("gestion/offre/maquettes/", maquettes.maquettes, name="maquettes"),
    path("gestion/offre/maquettes/<int:import_id>/", maquettes.maquette, name="maquette"),
    path("gestion/offre/maquettes/<int:import_id>/import/", maquettes.import_maquette, name="import_maquette"),
    path(STEP, offer.step, name="step"),
    path(f"{STEP}application/", offer.apply, name="apply"),
    path(f"{STEP}dates/", windows.windows, name="windows"),
    path("gestion/offre/dates/<int:window_id>/retrait/", windows.close_window, name="close_window"),
    path(f"{STEP}elements/ajout/", units.add_unit, name="add_unit"),
    path(f"{STEP}elements/<int:link_id>/", units.link, name="link"),
    path(f"{STEP}elements/<int:link_id>/retrait/", units.unlink, name="unlink"),
    path(f"{STEP}listes/ajout/", units.add_list, name="add_list"),
    path(f"{STEP}listes/<int:list_id>/", units.choice_list, name="choice_list"),
    path(f"{STEP}listes/<int:list_id>/retrait/", units.unlist, name="unlist"),
    path(UNIT, units.unit, name="unit"),
    path(f"{UNIT}groupes/", groups.groups, name="groups"),
    path(f"{UNIT}groupes/<slug:kind>/repartition/", groups.assign, name="assign"),
    path(GROUP, groups.group, name="group"),
    path(f"{GROUP}deplacement/", groups.move, name="move"),
    path(f"{GROUP}retrait/", groups.remove, name="remove_group"),
    path(f"{GROUP}enseignants/", groups.teachers, name="teachers"),
    path(f"{GROUP}enseignants/<int:teacher_id>/retrait/", groups.no_longer_teacher, name="no_longer_teacher"),
    path(f"{GROUP}<slug:content>.<slug:extension>", groups.sheet, name="sheet"),
    path("gestion/offre/choix/", waiting_choices.waiting_choices, name="waiting_choices"),
    path("gestion/offre/choix/<int:choice_id>/refus/", waiting_choices.refuse, name="refuse"),
    path("gestion/offre/etudiants/<slug:number>/", waiting_choices.student, name="student"),
    path(
        "gestion/offre/etudiants/<slug:number>/<int:enrolment_id>/retrait/",
        waiting_choices.take_back,
        name="take_back",
    ),
]
