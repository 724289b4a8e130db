"""What an alert says, for each kind of fact."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from peristyle.accounts.models import AlertKind
from peristyle.kernel.services import Text


@dataclass(frozen=True)
class AlertWords:
    """The subject of the letter, the fact in a sentence, and how the fact's detail is called."""

    subject: Text
    sentence: Text
    detail: Text


WORDS: dict[AlertKind, AlertWords] = {
    AlertKind.NEW_DEVICE: AlertWords(
        _("Connexion depuis un nouvel appareil"),
        _("Quelqu’un vient de se connecter à votre compte informatique depuis un appareil inconnu de nous."),
        _("Appareil"),
    ),
    AlertKind.PASSWORD_CHANGED: AlertWords(
        _("Votre mot de passe a été changé"),
        _("Le mot de passe de votre compte informatique vient d’être changé."),
        _("Précision"),
    ),
    AlertKind.FACTOR_ADDED: AlertWords(
        _("Un moyen de vous connecter a été ajouté"),
        _("Une clé d’accès ou un second facteur vient d’être ajouté à votre compte informatique."),
        _("Ajouté"),
    ),
    AlertKind.FACTOR_REMOVED: AlertWords(
        _("Un moyen de vous connecter a été retiré"),
        _("Une clé d’accès ou un second facteur vient d’être retiré de votre compte informatique."),
        _("Retiré"),
    ),
    AlertKind.BACKUP_EMAIL_CHANGED: AlertWords(
        _("Votre adresse personnelle a été changée"),
        _("L’adresse mail personnelle de votre compte informatique vient d’être changée."),
        _("Nouvelle adresse"),
    ),
    AlertKind.PHONE_CHANGED: AlertWords(
        _("Votre numéro de mobile a été changé"),
        _("Le numéro de mobile de votre compte informatique vient d’être changé ou retiré."),
        _("Nouveau numéro"),
    ),
    AlertKind.REDIRECT_SET: AlertWords(
        _("Vos mails sont redirigés"),
        _("Une redirection de vos mails universitaires vient d’être mise en place."),
        _("Vers"),
    ),
    AlertKind.RECOVERY_STARTED: AlertWords(
        _("Une récupération de votre compte est en cours"),
        _("Quelqu’un a demandé à l’assistance de récupérer l’accès à votre compte informatique."),
        _("Précision"),
    ),
}
