"""Take secrets back from programs."""

from datetime import datetime

from django.utils.translation import gettext as _

from peristyle.accounts.models import Account, PersonalToken
from peristyle.audit.public import record
from peristyle.kernel.services import Text


def revoke_token(token: PersonalToken) -> None:
    """From now on this secret opens nothing."""
    record("accounts.revoke_token", actor=token.account.person, subject=token.account.person, token=token.pk)
    token.delete()


def revoke_all_tokens(account: Account) -> int:
    """From now on no secret of this account opens anything; returns how many did."""
    revoked, _by_table = PersonalToken.objects.filter(account=account).delete()
    if revoked:
        record("accounts.revoke_all_tokens", actor=account.person, subject=account.person, revoked=revoked)
    return revoked


def reclaim_tokens(account: Account, since: datetime) -> Text | None:
    """« Ce n’était pas moi »: tokens made by a thief are revoked."""
    revoked, _by_table = PersonalToken.objects.filter(account=account, created_at__gte=since).delete()
    return _("Les jetons personnels créés récemment ont été révoqués.") if revoked else None
