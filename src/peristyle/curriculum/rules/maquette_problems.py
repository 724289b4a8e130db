"""Why a line of a file of maquettes is refused."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.importing.problems import SENTENCES as OF_ANY_FILE

SENTENCES: Mapping[str, Any] = {
    **OF_ANY_FILE,
    "unknown_step": _("L’étape « %(value)s » n’existe pas."),
    "step_elsewhere": _("L’étape « %(value)s » n’est pas de votre composante."),
    "unit_elsewhere": _("L’élément « %(value)s » est d’une autre composante : elle seule peut le modifier."),
    "unit_code": _("« %(value)s » n’est pas un code : 1 à 8 lettres majuscules et chiffres."),
    "unknown_kind": _("« %(value)s » n’est pas une nature : annee, semestre, bcc, ue ou ecue."),
    "unknown_parent": _("L’élément parent « %(value)s » n’existe pas encore et n’est pas décrit plus haut."),
    "number": _("« %(value)s » n’est pas un nombre."),
    "whole_number": _("« %(value)s » n’est pas un nombre entier."),
    "list_bounds": _("La liste « %(value)s » demande plus de choix qu’elle n’en permet."),
    "other_bounds": _("La liste « %(value)s » a d’autres bornes plus haut dans le fichier."),
    "other_unit": _("L’élément « %(value)s » est décrit autrement plus haut dans le fichier."),
    "repeated_link": _("« %(value)s » figure deux fois au même endroit."),
    "cycle": _("Cet élément se contiendrait lui-même : %(value)s."),
    "too_few_places": _("« %(value)s » : plus d’étudiants l’ont déjà choisi que cette capacité."),
}
