"""Why a line of a file of admissions or of authorisations is refused, beside what may be wrong in any file."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.importing import problems

SENTENCES: Mapping[str, Any] = {
    **problems.SENTENCES,
    "application_number": _("Le numéro de candidature « %(value)s » n’a pas 10 caractères, chiffres et lettres."),
    "unknown_origin": _("L’origine « %(value)s » n’est pas connue : parcoursup, ecandidat ou monmaster."),
    "missing_origin": _("Le numéro « %(value)s » ne dit pas d’où il vient : remplissez la colonne « origine »."),
    "wrong_origin": _("Le numéro « %(value)s » n’est pas de l’origine indiquée."),
    "grant": _("« %(value)s » ne dit pas si la personne est boursière : écrivez oui ou non."),
    "academic_year": _("« %(value)s » n’est pas une année universitaire : écrivez 2026 ou 2026-2027."),
    "unknown_step": _("L’étape « %(value)s » n’existe pas."),
    "step_elsewhere": _("L’étape « %(value)s » n’est pas de votre composante."),
    "repeated_number": _("Le numéro « %(value)s » figure déjà plus haut dans ce fichier."),
    "already_enrolled": _("La personne « %(value)s » est déjà inscrite : sa ligne diffère et n’est pas reprise."),
}

REENROLMENT_SENTENCES: Mapping[str, Any] = {
    **problems.SENTENCES,
    **{code: SENTENCES[code] for code in ("grant", "academic_year", "unknown_step", "step_elsewhere")},
    "unknown_student": _("Aucune personne n’a le numéro étudiant « %(value)s »."),
    "repeated_student": _("Le numéro étudiant « %(value)s » figure déjà plus haut dans ce fichier pour cette étape."),
    "settled": SENTENCES["already_enrolled"],
}
