"""« Ce n’était pas moi »: factors added by a thief are taken back."""

from datetime import datetime

from django.utils.translation import gettext as _

from peristyle.accounts.models import Account, AuthenticatorApp, RecoveryCode
from peristyle.accounts.queries import apps_of, factors_of, passkeys_of
from peristyle.kernel.services import Text


def reclaim_factors(account: Account, since: datetime) -> Text | None:
    """Remove what was added since; recovery codes made since die too, and all of them with the last factor."""
    removed = [*passkeys_of(account).filter(added_at__gte=since), *apps_of(account).filter(added_at__gte=since)]
    for factor in removed:
        factor.delete()
    AuthenticatorApp.objects.filter(account=account, confirmed_at=None).delete()
    codes = RecoveryCode.objects.filter(account=account)
    (codes.filter(made_at__gte=since) if factors_of(account) else codes).delete()
    return _("Les clés d’accès et applications ajoutées récemment ont été retirées.") if removed else None
