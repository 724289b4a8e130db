"""Reading downloads of « mes données »."""

from peristyle.accounts.models import Account, DataExport
from peristyle.kernel import clock


def newest_export(account: Account) -> DataExport | None:
    """The last one this person asked for, unless its time is over."""
    newest = DataExport.objects.filter(account=account).order_by("-asked_at", "-id").first()
    return None if newest and newest.expires_at and newest.expires_at <= clock.now() else newest
