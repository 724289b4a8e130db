"""« Coordonnées » in /compte/."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peristyle.accounts.account_sections import AccountSection
from peristyle.accounts.models import Account
from peristyle.kernel.services import Text


def summary(account: Account) -> Text:
    """The address, or what its absence means."""
    person = account.person
    if not person.backup_email:
        return _("Aucune adresse personnelle : donnez-en une pour récupérer votre compte.")
    if not person.backup_email_verified_at:
        return _("%(address)s, à confirmer") % {"address": person.backup_email}
    return person.backup_email


CONTACT_SECTION = AccountSection(
    code="coordonnees",
    title=gettext_lazy("Coordonnées"),
    description=gettext_lazy("Adresse mail personnelle et numéro de mobile."),
    icon="mail",
    order=30,
    url_name="accounts:contacts",
    summary=summary,
)
