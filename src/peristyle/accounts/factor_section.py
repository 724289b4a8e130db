"""« Seconde vérification » among the sections of « Compte informatique », and the pages open until there is one."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from peristyle.accounts.account_sections import AccountSection
from peristyle.accounts.models import Account
from peristyle.accounts.queries import factors_of
from peristyle.kernel.confinement import Confinement
from peristyle.kernel.services import Text


def summary(account: Account) -> Text:
    """How many factors there are."""
    count = len(factors_of(account))
    if not count:
        return _("Mot de passe seul : ajoutez une clé d’accès ou une application.")
    return ngettext("%(count)d second facteur", "%(count)d seconds facteurs", count) % {"count": count}


FACTOR_SECTION = AccountSection(
    code="second-factors",
    title=_("Seconde vérification"),
    description=_("Clés d’accès, application, codes de secours, appareils dont on se souvient."),
    icon="shield",
    order=30,
    url_name="accounts:second_factors",
    summary=summary,
)

FACTOR_CONFINEMENT = Confinement(
    "second-factor",
    home="accounts:second_factors",
    pages=frozenset(
        f"accounts:{page}"
        for page in (
            "prove_again",
            "proof_question",
            "add_passkey",
            "new_passkey_question",
            "new_app",
            "confirm_app",
        )
    ),
)
