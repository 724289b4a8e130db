"""Why a line of a file is refused: a code is kept, its sentence is written when it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

#: What may be wrong in any file; each room adds its own.
SENTENCES: Mapping[str, Any] = {
    "empty_file": _("Le fichier est vide : il faut une ligne de titres, puis une ligne par personne."),
    "missing_column": _("La colonne « %(value)s » manque dans la ligne de titres."),
    "repeated_column": _("La colonne « %(value)s » figure deux fois dans la ligne de titres."),
    "broken_line": _("Cette ligne ne se lit pas : un guillemet n’est pas refermé, ou un champ est trop long."),
    "too_many_lines": _("Le fichier compte trop de lignes : au plus %(value)s à la fois."),
    "too_many_cells": _("Cette ligne compte plus de cases que la ligne de titres."),
    "required": _("La case « %(column)s » est vide."),
    "too_long": _("La case « %(column)s » est trop longue : au plus %(value)s caractères."),
    "not_a_day": _("« %(value)s » n’est pas une date : écrivez 31/12/2004 ou 2004-12-31."),
    "unlikely_birth": _("La date de naissance « %(value)s » est invraisemblable."),
    "email": _("« %(value)s » n’est pas une adresse mail."),
    "civility": _("La civilité « %(value)s » n’est pas connue : Mme, M. ou rien."),
}


@dataclass(frozen=True)
class Problem:
    """What is wrong in a line: a code with a sentence, the column, what was read there."""

    line: int
    code: str
    column: str = ""
    value: str = ""


def sentence(sentences: Mapping[str, Any], code: str, *, column: str, value: str) -> str:
    """The reason in the reader's language."""
    return str(sentences[code] % {"column": column, "value": value})
