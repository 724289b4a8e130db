"""What every account has under /compte/: its sections, what tokens open, what mails are about."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peristyle.accounts.account_sections import AccountSection, register_account_section
from peristyle.accounts.actions.tokens.revoke_tokens import reclaim_tokens
from peristyle.accounts.models import Account
from peristyle.accounts.notice_topics import NoticeTopic, register_notice_topic
from peristyle.accounts.queries import has_accepted_charter, live_tokens, open_sessions
from peristyle.accounts.reclaiming import register_reclaim
from peristyle.accounts.token_scopes import register_token_scope
from peristyle.kernel import institution
from peristyle.kernel.confinement import Confinement, register_confinement
from peristyle.kernel.services import Text


def sessions_open(account: Account) -> Text:
    """On how many devices one is signed in."""
    count = open_sessions(account).count()
    return ngettext("%(count)d appareil connecté", "%(count)d appareils connectés", count) % {"count": count}


def tokens_given(account: Account) -> Text:
    """How many programs may read the account."""
    count = live_tokens(account).count()
    return ngettext("%(count)d jeton en service", "%(count)d jetons en service", count) % {"count": count}


def charter_accepted(account: Account) -> Text:
    """Whether the charter in force was accepted."""
    version = institution.current().charter.version
    if has_accepted_charter(account, version):
        return _("Version %(version)s acceptée") % {"version": version}
    return _("Une nouvelle version vous attend.")


SECTIONS = [
    AccountSection(
        code="identite",
        title=gettext_lazy("Identité"),
        description=gettext_lazy("Ce que l’université sait de vous, et comment le corriger."),
        icon="user",
        order=10,
        url_name="accounts:identity",
        summary=lambda account: account.person.display_name,
    ),
    AccountSection(
        code="mot-de-passe",
        title=gettext_lazy("Mot de passe"),
        description=gettext_lazy("Le changer, et déconnecter vos autres appareils."),
        icon="lock",
        order=20,
        url_name="accounts:change_password",
    ),
    AccountSection(
        code="connexions",
        title=gettext_lazy("Connexions"),
        description=gettext_lazy("Vos appareils connectés, et les connexions récentes."),
        icon="device",
        order=50,
        url_name="accounts:sessions",
        summary=sessions_open,
    ),
    AccountSection(
        code="jetons",
        title=gettext_lazy("Jetons personnels"),
        description=gettext_lazy("Laisser vos propres programmes lire votre compte."),
        icon="key",
        order=70,
        url_name="accounts:tokens",
        summary=tokens_given,
    ),
    AccountSection(
        code="applications",
        title=gettext_lazy("Applications connectées"),
        description=gettext_lazy("Ce qui lit votre compte en dehors de vous."),
        icon="external",
        order=75,
        url_name="accounts:applications",
    ),
    AccountSection(
        code="preferences",
        title=gettext_lazy("Préférences"),
        description=gettext_lazy("Langue, apparence des pages, mails facultatifs."),
        icon="settings",
        order=80,
        url_name="accounts:preferences",
    ),
    AccountSection(
        code="charte",
        title=gettext_lazy("Charte"),
        description=gettext_lazy("Les versions que vous avez acceptées."),
        icon="file",
        order=95,
        url_name="accounts:charters",
        summary=charter_accepted,
    ),
]

TOPICS = [
    NoticeTopic(
        "accounts.security",
        gettext_lazy("Sécurité du compte"),
        gettext_lazy("nouvel appareil, mot de passe ou coordonnées changés, récupération."),
        is_obligatory=True,
    ),
    NoticeTopic(
        "life.closing",
        gettext_lazy("Fermeture du compte"),
        gettext_lazy("les derniers rappels avant la fin de vos accès."),
        is_obligatory=True,
    ),
    NoticeTopic(
        "life.early_warnings",
        gettext_lazy("Premiers rappels de fermeture"),
        gettext_lazy("deux mois et un mois avant la fin de vos accès."),
    ),
]


def open_own_account() -> None:
    """Show the sections; ask for a new charter; let people give tokens and do without mails."""
    for section in SECTIONS:
        register_account_section(section)
    register_confinement(Confinement("charter", home="accounts:charter_again"))
    register_token_scope("profile", gettext_lazy("Profil"), gettext_lazy("nom, identifiant, rattachements et rôles."))
    for topic in TOPICS:
        register_notice_topic(topic)
    register_reclaim(reclaim_tokens)
