"""What the computing account knows of a person: identifiers, sign-ins, factors, choices, what was asked and told."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.actions.closing.erase_account import erase_account
from peristyle.accounts.models import (
    Account,
    Activation,
    AssistedRecovery,
    AuthenticatorApp,
    CharterAcceptance,
    ClosingNotice,
    ContactChange,
    DataExport,
    DeclinedNotice,
    Extension,
    GivenLogin,
    MailedLink,
    Passkey,
    PasskeyChallenge,
    PeopleImport,
    PersonalToken,
    RecoveryCode,
    RememberedDevice,
    SecurityAlert,
    Session,
    Suspension,
    Visit,
)
from peristyle.kernel.personal_data import Table

erase = erase_account

TABLES = (
    Table(
        "account",
        _("Compte"),
        {
            "login": _("Identifiant"),
            "created_at": _("Créé le"),
            "activatable_at": _("Activable à partir du"),
            "extended_until": _("Prolongé jusqu’au"),
            "theme": _("Apparence"),
            "contrast": _("Contraste"),
        },
        lambda person_id: Account.objects.filter(person_id=person_id),
    ),
    Table(
        "logins",
        _("Identifiants donnés"),
        {"login": _("Identifiant"), "given_at": _("Donné le")},
        lambda person_id: GivenLogin.objects.filter(person_id=person_id),
    ),
    Table(
        "activation",
        _("Activation"),
        {"at": _("Faite le")},
        lambda person_id: Activation.objects.filter(account__person_id=person_id),
    ),
    Table(
        "charters",
        _("Chartes acceptées"),
        {"version": _("Version"), "accepted_at": _("Acceptée le")},
        lambda person_id: CharterAcceptance.objects.filter(account__person_id=person_id),
    ),
    Table(
        "suspensions",
        _("Suspensions"),
        {"reason": _("Raison"), "since": _("Depuis"), "until": _("Jusqu’au")},
        lambda person_id: Suspension.objects.filter(account__person_id=person_id),
    ),
    Table(
        "extensions",
        _("Prolongations demandées"),
        {
            "until": _("Jusqu’au"),
            "reason": _("Raison"),
            "asked_at": _("Demandée le"),
            "granted": _("Accordée"),
            "decided_at": _("Décidée le"),
            "answer": _("Réponse"),
        },
        lambda person_id: Extension.objects.filter(account__person_id=person_id),
    ),
    Table(
        "closing_notices",
        _("Annonces de fermeture reçues"),
        {"last_day": _("Dernier jour"), "posted_at": _("Envoyée le")},
        lambda person_id: ClosingNotice.objects.filter(account__person_id=person_id),
    ),
    Table(
        "sessions",
        _("Connexions ouvertes"),
        {
            "opened_at": _("Ouverte le"),
            "seen_at": _("Vue pour la dernière fois, à une heure près"),
            "authenticated_at": _("Dernière preuve d’identité"),
            "method": _("Moyen"),
            "address": _("Adresse réseau"),
            "device": _("Navigateur"),
            "expire_date": _("Jusqu’au"),
        },
        lambda person_id: Session.objects.filter(account__person_id=person_id),
    ),
    Table(
        "remembered_devices",
        _("Appareils mémorisés"),
        {
            "device": _("Navigateur"),
            "remembered_at": _("Depuis"),
            "last_used_at": _("Utilisé le"),
            "expires_at": _("Jusqu’au"),
        },
        lambda person_id: RememberedDevice.objects.filter(account__person_id=person_id),
    ),
    Table(
        "passkeys",
        _("Clés d’accès"),
        {"name": _("Nom"), "added_at": _("Ajoutée le"), "last_used_at": _("Utilisée le")},
        lambda person_id: Passkey.objects.filter(account__person_id=person_id),
    ),
    Table(
        "authenticator_apps",
        _("Applications d’authentification"),
        {"name": _("Nom"), "added_at": _("Ajoutée le"), "last_used_at": _("Utilisée le")},
        lambda person_id: AuthenticatorApp.objects.filter(account__person_id=person_id),
    ),
    Table(
        "recovery_codes",
        _("Codes de récupération"),
        {"made_at": _("Faits le"), "used_at": _("Utilisé le")},
        lambda person_id: RecoveryCode.objects.filter(account__person_id=person_id),
    ),
    Table(
        "personal_tokens",
        _("Jetons personnels"),
        {
            "name": _("Nom"),
            "scopes": _("Portée"),
            "created_at": _("Créé le"),
            "expires_at": _("Jusqu’au"),
            "last_used_at": _("Utilisé le"),
        },
        lambda person_id: PersonalToken.objects.filter(account__person_id=person_id),
    ),
    Table(
        "contact_changes",
        _("Changements de coordonnées"),
        {
            "kind": _("Quoi"),
            "old": _("Avant"),
            "new": _("Après"),
            "asked_at": _("Demandé le"),
            "confirmed_at": _("Confirmé le"),
            "undone_at": _("Annulé le"),
        },
        lambda person_id: ContactChange.objects.filter(account__person_id=person_id),
    ),
    Table(
        "assisted_recoveries",
        _("Récupérations avec l’aide d’un agent"),
        {
            "document": _("Pièce d’identité vue"),
            "note": _("Note de l’agent"),
            "new_address": _("Nouvelle adresse"),
            "old_address": _("Adresse remplacée"),
            "resets_factors": _("Seconds facteurs retirés"),
            "asked_at": _("Demandée le"),
            "carried_out_at": _("Faite le"),
            "cancelled_at": _("Annulée le"),
        },
        lambda person_id: AssistedRecovery.objects.filter(account__person_id=person_id),
    ),
    Table(
        "visits",
        _("Consultations de votre compte par l’assistance"),
        {"reason": _("Raison"), "started_at": _("Du"), "ended_at": _("Au")},
        lambda person_id: Visit.objects.filter(account__person_id=person_id),
    ),
    Table(
        "mailed_links",
        _("Liens envoyés"),
        {"purpose": _("Pour"), "sent_to": _("Envoyé à"), "sent_at": _("Envoyé le"), "used_at": _("Utilisé le")},
        lambda person_id: MailedLink.objects.filter(account__person_id=person_id),
    ),
    Table(
        "alerts",
        _("Alertes"),
        {
            "kind": _("Quoi"),
            "about": _("Précision"),
            "origin": _("Adresse réseau"),
            "at": _("Quand"),
            "answered_at": _("« Ce n’était pas moi » le"),
        },
        lambda person_id: SecurityAlert.objects.filter(account__person_id=person_id),
    ),
    Table(
        "declined_notices",
        _("Mails dont vous vous passez"),
        {"topic": _("Sujet")},
        lambda person_id: DeclinedNotice.objects.filter(account__person_id=person_id),
    ),
    Table(
        "data_exports",
        _("Téléchargements de vos données"),
        {"asked_at": _("Demandé le"), "ready_at": _("Prêt le"), "expires_at": _("Gardé jusqu’au")},
        lambda person_id: DataExport.objects.filter(account__person_id=person_id),
    ),
    Table(
        "people_imports",
        _("Fichiers de personnes que vous avez importés"),
        {"file_name": _("Fichier"), "kind": _("Contenu"), "requested_at": _("Demandé le")},
        lambda person_id: PeopleImport.objects.filter(requested_by_id=person_id),
    ),
)

WITHHELD: dict[type[Model], str] = {
    PasskeyChallenge: "a number drawn for one sign-in, dead within minutes",
}
