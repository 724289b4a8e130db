"""What agents and IT do about an account, as their pages name it."""

from django.utils.translation import gettext_lazy as _

from peristyle.accounts.authority import has_power
from peristyle.accounts.person_actions import PersonAction
from peristyle.accounts.rules import capabilities
from peristyle.accounts.rules.life_cycle import AWAITS_ACTIVATION, SIGNS_IN, State

PERSON_ACTIONS = (
    PersonAction(
        capabilities.SEND_ACTIVATION,
        _("Renvoyer le mail d’activation"),
        _("Un nouveau lien part à l’adresse personnelle connue ; l’ancien ne fonctionne plus."),
        icon="mail",
        order=10,
        url_name="accounts:send_activation_again",
        states=AWAITS_ACTIVATION,
    ),
    PersonAction(
        capabilities.RECOVER,
        _("Récupérer l’accès avec la personne"),
        _("Elle n’a plus son adresse personnelle ou son second facteur : vérifiez sa pièce d’identité."),
        icon="key",
        order=20,
        url_name="accounts:recover",
        states=SIGNS_IN | AWAITS_ACTIVATION,
    ),
    PersonAction(
        capabilities.SEE_AS,
        _("Voir comme cette personne"),
        _("Ses pages telles qu’elle les voit, 30 minutes au plus, sans rien pouvoir changer. Elle en sera informée."),
        icon="eye",
        order=30,
        url_name="accounts:see_as",
        states=SIGNS_IN,
        suits=lambda person: not has_power(person),
    ),
    PersonAction(
        capabilities.END_SESSIONS,
        _("Fermer les sessions"),
        _("La personne est déconnectée partout ; son mot de passe ne change pas."),
        icon="sign-out",
        order=40,
        url_name="accounts:close_sessions",
        states=SIGNS_IN,
    ),
    PersonAction(
        capabilities.SUSPEND,
        _("Suspendre le compte"),
        _("Plus personne ne s’y connecte, les sessions ouvertes sont fermées."),
        icon="lock",
        order=50,
        url_name="accounts:suspend",
        states=frozenset(State) - {State.SUSPENDED, State.CLOSED},
        is_grave=True,
    ),
    PersonAction(
        capabilities.SUSPEND,
        _("Rouvrir le compte"),
        _("La suspension est levée : la personne peut de nouveau se connecter."),
        icon="check",
        order=50,
        url_name="accounts:restore",
        states=frozenset({State.SUSPENDED}),
    ),
    PersonAction(
        capabilities.RESET_FACTORS,
        _("Retirer les seconds facteurs"),
        _("Clés d’accès, applications et codes de secours sont retirés ; la personne est prévenue."),
        icon="shield",
        order=60,
        url_name="accounts:reset_factors",
        states=SIGNS_IN,
        is_grave=True,
    ),
    PersonAction(
        capabilities.EXTEND,
        _("Prolonger le compte"),
        _("Le compte reste joignable au-delà de sa fin, sans retrouver ce qu’il avait perdu."),
        icon="clock",
        order=70,
        url_name="accounts:extend",
        states=SIGNS_IN,
    ),
    PersonAction(
        capabilities.GIVE_ROLES,
        _("Donner ou retirer un rôle"),
        _("Scolarité, planning, assistance, informatique : ce que cette personne peut faire pour les autres."),
        icon="people",
        order=80,
        url_name="accounts:roles",
        states=frozenset(State) - {State.CLOSED},
    ),
)
