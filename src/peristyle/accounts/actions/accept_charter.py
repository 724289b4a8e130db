"""Accept the charter in force, again after it changed."""

from peristyle.accounts.models import Account, CharterAcceptance
from peristyle.audit.public import record
from peristyle.kernel import clock


def accept_charter(account: Account, version: str) -> None:
    """Write down that the holder accepts this version; once is enough."""
    _acceptance, is_new = CharterAcceptance.objects.get_or_create(
        account=account, version=version, defaults={"accepted_at": clock.now()}
    )
    if is_new:
        record("accounts.accept_charter", actor=account.person, subject=account.person, version=version)
