"""The six services of the reference page, announced until their rooms open.

« de nombreux services numériques (scolarité, mail, cours en ligne, emploi du temps, notes, assistance ...) »
"""

from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peristyle.kernel import institution
from peristyle.kernel.services import Service, register_service

ANNOUNCED = [
    Service("scolarite", _("Scolarité"), _("Inscriptions, paiements, documents."), "scolarite", 10),
    Service("mail", _("Mail"), _("Votre boîte universitaire."), "mail", 20),
    Service("cours", _("Cours en ligne"), _("Supports, devoirs, échanges."), "cours", 30),
    Service(
        "emploi-du-temps",
        _("Emploi du temps"),
        _("Vos cours, vos salles, vos changements."),
        "emploi-du-temps",
        40,
    ),
    Service("notes", _("Notes"), _("Vos résultats dès leur publication."), "notes", 50),
    Service("assistance", _("Assistance"), _("Une question, un souci : quelqu’un répond."), "assistance", 60),
]


def announce() -> None:
    """Show each service with the day it opens, as the institution words it."""
    for service in ANNOUNCED:
        register_service(
            Service(
                service.code,
                service.name,
                service.description,
                service.icon,
                service.order,
                opens=lazy(_opening, str)(service.code),
            )
        )


def _opening(code: str) -> str:
    opening = institution.current().openings.get(code)
    if opening is None:
        return str(_("Ouvre bientôt"))
    return opening.en if get_language() == "en" else opening.fr
