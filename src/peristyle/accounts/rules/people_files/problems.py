"""Why a line of a file of staff or guests is refused, beside what may be wrong in any file."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.importing import problems

SENTENCES: Mapping[str, Any] = {
    **problems.SENTENCES,
    "staff_number": _("Le matricule « %(value)s » n’a pas 25 caractères au plus, chiffres et lettres."),
    "repeated_staff_number": _("Le matricule « %(value)s » figure déjà plus haut dans ce fichier."),
    "staff_kind": _("Le type « %(value)s » n’est pas connu : enseignant ou personnel."),
    "staff_category": _("La catégorie « %(value)s » n’est pas connue : titulaire, contractuel, vacataire ou rien."),
    "unknown_component": _("La composante « %(value)s » n’existe pas."),
    "unknown_role": _("Le rôle « %(value)s » n’est pas connu : scolarite, planning, assistance ou informatique."),
    "ends_before_start": _("La fin, « %(value)s », vient avant le début."),
    "own_address": _("« %(value)s » est une adresse de l’université : donnez une adresse personnelle."),
    "somebody_else": _("Ce matricule est celui de « %(value)s », né un autre jour sous un autre nom."),
    "other_staff_number": _("Cette personne a déjà un autre matricule, « %(value)s »."),
    "repeated_guest": _("L’invité « %(value)s » figure déjà plus haut dans ce fichier."),
    "unknown_sponsor": _("Le parrain « %(value)s » n’est le matricule ni l’identifiant de personne."),
    "sponsor_may_not": _("« %(value)s » ne peut pas inviter : ce n’est pas un membre actuel de l’université."),
    "stay_too_long": _("La fin, « %(value)s », est plus lointaine que l’université ne l’accorde."),
    "already_invited": _("« %(value)s » est déjà invité, par quelqu’un d’autre que ce fichier."),
}
