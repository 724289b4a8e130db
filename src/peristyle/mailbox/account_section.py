"""« Redirection de mails » in /compte/."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peristyle.accounts.public import Account, AccountSection
from peristyle.kernel.services import Text
from peristyle.mailbox.queries import present_redirect


def summary(account: Account) -> Text:
    """Where mails go."""
    redirect = present_redirect(account.person_id)
    if redirect is None:
        return _("Vos mails restent dans votre boîte universitaire.")
    if redirect.confirmed_at is None:
        return _("Vers %(address)s, qui doit encore confirmer") % {"address": redirect.address}
    return _("Vers %(address)s") % {"address": redirect.address}


REDIRECT_SECTION = AccountSection(
    code="redirection",
    title=gettext_lazy("Redirection de mails"),
    description=gettext_lazy("Recevoir vos mails universitaires à une autre adresse."),
    icon="mail",
    order=40,
    url_name="mailbox:redirect",
    summary=summary,
)
