"""Why a line of a timetable from elsewhere is refused."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.importing.problems import SENTENCES as OF_ANY_FILE

#: What a file itself may be.
NOT_READ: Mapping[str, Any] = {
    "unreadable": _("Ce fichier n’est ni un CSV, ni un classeur XLSX, ni un calendrier ICS."),
    "too_much": _("Une fois ouvert, ce fichier est trop grand pour être lu."),
    "unreachable": _("L’autre outil ne répond pas : réessayez plus tard."),
    "forbidden": _("L’autre outil refuse l’identifiant ou le mot de passe de ce service."),
    "unknown_answer": _("La réponse de l’autre outil ne se lit pas."),
}

SENTENCES: Mapping[str, Any] = {
    **OF_ANY_FILE,
    **NOT_READ,
    "not_a_time": _("« %(value)s » n’est pas une heure, ni une date avec une heure : écrivez 30/11/2026 08:00."),
    "ends_before": _("La fin précède le début."),
    "lasts_too_long": _("Cette séance dure plus d’une journée."),
    "outside_year": _("« %(value)s » n’est pas dans l’année universitaire choisie."),
    "unknown_unit": _("Aucun élément n’a le code « %(value)s »."),
    "unit_elsewhere": _("L’élément « %(value)s » n’est pas de vos composantes."),
    "nothing_named": _("Ni élément, ni titre : on ne sait de quoi il s’agit."),
    "no_component": _(
        "« %(value)s » n’est pas d’un élément connu : choisissez à quelle composante vont ces événements."
    ),
    "unknown_kind": _("« %(value)s » n’est pas un type : CM, TD, TP, EX ou EV."),
    "unknown_group": _("L’élément n’a pas de groupe « %(value)s » pour ce type de cours."),
    "no_group": _("Aucun groupe n’est reconnu : un TD ou un TP est toujours celui d’un groupe."),
    "unknown_room": _("Aucune salle ne s’appelle « %(value)s »."),
    "unknown_teacher": _("Personne ne répond à « %(value)s », ou plusieurs."),
    "repeated": _("« %(value)s » figure deux fois dans le fichier."),
    "whole_day": _("« %(value)s » dure des jours entiers, sans heures."),
    "broken_component": _("Ce composant du calendrier ne se lit pas : %(value)s"),
    "too_many_times": _("« %(value)s » se répète trop souvent pour un cours."),
    "too_many_events": _("Le calendrier compte trop d’événements : au plus %(value)s à la fois."),
    "conflict": _("Cette séance ne peut pas se tenir là. %(value)s"),
}
