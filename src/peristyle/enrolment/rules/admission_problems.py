"""Why a line of an admissions file is refused: a code is kept, its sentence is written when it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, Any] = {
    "empty_file": _("Le fichier est vide : il faut une ligne de titres, puis une ligne par admission."),
    "missing_column": _("La colonne « %(value)s » manque dans la ligne de titres."),
    "repeated_column": _("La colonne « %(value)s » figure deux fois dans la ligne de titres."),
    "broken_line": _("Cette ligne ne se lit pas : un guillemet n’est pas refermé, ou un champ est trop long."),
    "too_many_lines": _("Le fichier compte trop de lignes : au plus %(value)s à la fois."),
    "too_many_cells": _("Cette ligne compte plus de cases que la ligne de titres."),
    "required": _("La case « %(column)s » est vide."),
    "too_long": _("La case « %(column)s » est trop longue : au plus %(value)s caractères."),
    "application_number": _("Le numéro de candidature « %(value)s » n’a pas 10 caractères, chiffres et lettres."),
    "unknown_origin": _("L’origine « %(value)s » n’est pas connue : parcoursup, ecandidat ou monmaster."),
    "missing_origin": _("Le numéro « %(value)s » ne dit pas d’où il vient : remplissez la colonne « origine »."),
    "wrong_origin": _("Le numéro « %(value)s » n’est pas de l’origine indiquée."),
    "not_a_day": _("« %(value)s » n’est pas une date : écrivez 31/12/2004 ou 2004-12-31."),
    "unlikely_birth": _("La date de naissance « %(value)s » est invraisemblable."),
    "email": _("« %(value)s » n’est pas une adresse mail."),
    "civility": _("La civilité « %(value)s » n’est pas connue : Mme, M. ou rien."),
    "grant": _("« %(value)s » ne dit pas si la personne est boursière : écrivez oui ou non."),
    "academic_year": _("« %(value)s » n’est pas une année universitaire : écrivez 2026 ou 2026-2027."),
    "unknown_step": _("L’étape « %(value)s » n’existe pas."),
    "step_elsewhere": _("L’étape « %(value)s » n’est pas de votre composante."),
    "repeated_number": _("Le numéro « %(value)s » figure déjà plus haut dans ce fichier."),
    "already_enrolled": _("La personne « %(value)s » est déjà inscrite : sa ligne diffère et n’est pas reprise."),
}


@dataclass(frozen=True)
class Problem:
    """What is wrong in a line: a code of SENTENCES, the column, what was read there."""

    line: int
    code: str
    column: str = ""
    value: str = ""


def sentence(code: str, *, column: str, value: str) -> str:
    """The reason in the reader's language."""
    return str(SENTENCES[code] % {"column": column, "value": value})
