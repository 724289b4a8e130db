"""« Durée de l’accès » in /compte/."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peristyle.accounts.account_sections import AccountSection
from peristyle.accounts.models import Account
from peristyle.accounts.queries import explanation_of
from peristyle.kernel.services import Text
from peristyle.ui.environment import long_date


def summary(account: Account) -> Text:
    """Until when, if a day is known."""
    until = explanation_of(account).access_until
    return _("Jusqu’au %(day)s") % {"day": long_date(until)} if until else _("Sans date de fin")


CLOSING_SECTION = AccountSection(
    code="duree",
    title=gettext_lazy("Durée de l’accès"),
    description=gettext_lazy("Jusqu’à quand votre compte est ouvert, pourquoi, et comment le prolonger."),
    icon="clock",
    order=85,
    url_name="accounts:end_of_access",
    summary=summary,
)
