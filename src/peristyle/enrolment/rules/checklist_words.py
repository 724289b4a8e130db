"""How the lines of the list are told to a student."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.rules.checklist import Access, Item, Line, Standing
from peristyle.enrolment.rules.ledger import PaymentState
from peristyle.enrolment.rules.progress import FileStep

TITLES = {
    Item.FILE: _("Dossier d’inscription"),
    Item.PAYMENT: _("Droits d’inscription"),
    Item.ACCOUNT: _("Compte informatique"),
    Item.DOCUMENTS: _("Pièces justificatives"),
    Item.UNITS: _("Choix des enseignements"),
}
ICONS = {
    Item.FILE: "list",
    Item.PAYMENT: "euro",
    Item.ACCOUNT: "key",
    Item.DOCUMENTS: "file",
    Item.UNITS: "cours",
}
#: What a standing is called, the kind of its badge, its icon.
SIGNS = {
    Standing.DONE: (_("Fait"), "success", "check"),
    Standing.TO_DO: (_("À faire"), "info", "arrow"),
    Standing.WAITING: (_("En attente"), "neutral", "clock"),
    Standing.LATER: (_("Plus tard"), "neutral", "clock"),
    Standing.WRONG: (_("À régler"), "danger", "warning"),
}
_STEPS = {
    FileStep.IDENTIFIERS: _("Commencez par vos numéros INE et CVEC."),
    FileStep.CONTACT: _("Dites où vous joindre."),
    FileStep.EMAIL: _("Confirmez votre adresse mail par le code envoyé."),
    FileStep.STEP: _("Vérifiez votre étape."),
    FileStep.SITUATION: _("Indiquez votre situation de cette année."),
}
_PAYMENTS = {
    PaymentState.PENDING: _("Nous attendons votre paiement."),
    PaymentState.PART_PAID: _("Les versements suivants ont chacun leur date."),
    PaymentState.PAID: _("Tout est payé."),
    PaymentState.OVERDUE: _("Un versement est en retard : vos documents sont retenus jusqu’à son paiement."),
    PaymentState.EXEMPT: _("Vous n’aviez rien à payer."),
}
_ACCOUNTS = {
    Access.NONE: _("Il s’ouvre avec votre inscription."),
    Access.PENDING: _("Le mail d’activation part quinze minutes après le paiement."),
    Access.ACTIVATABLE: _("Activez-le par le lien reçu par mail."),
    Access.ACTIVE: _("Il est actif."),
}
_DOCUMENTS = {
    "refused": _("Une pièce est refusée : donnez-en une autre."),
    "to_give": _("Il reste des pièces à donner."),
    "waiting": _("La scolarité vérifie vos pièces."),
    "": _("Toutes vos pièces sont acceptées."),
}
_UNITS = {
    Standing.TO_DO: _("Le choix est ouvert."),
    Standing.WAITING: _("Votre choix attend d’être validé."),
    Standing.DONE: _("Votre choix est validé."),
    Standing.LATER: _("Le choix n’est pas encore ouvert."),
}


def sentence(line: Line) -> Any:
    """What there is to know of a line, in one sentence."""
    if line.item == Item.FILE:
        return _STEPS[FileStep(line.detail)] if line.detail else _("Toutes les questions ont leur réponse.")
    if line.item == Item.PAYMENT:
        return _payment(line)
    if line.item == Item.ACCOUNT:
        return _ACCOUNTS[Access(line.detail)]
    if line.item == Item.DOCUMENTS:
        return _DOCUMENTS[line.detail]
    return _("Le choix est ouvert : activez d’abord votre compte.") if line.detail else _UNITS[line.standing]


def _payment(line: Line) -> Any:
    if line.detail == PaymentState.UNPAID:
        at_the_end = _("Le paiement vient à la fin du dossier.")
        return _("Il ne reste qu’à payer.") if line.standing == Standing.TO_DO else at_the_end
    return _PAYMENTS[PaymentState(line.detail)]
