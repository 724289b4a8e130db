"""Make the codes that a person keeps on paper."""

from django.utils.translation import gettext as _

from peristyle.accounts.actions.alert import alert
from peristyle.accounts.models import Account, AlertKind, RecoveryCode
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tokens import as_written, digest, new_written_code

HOW_MANY = 10


def make_recovery_codes(account: Account) -> list[str]:
    """Ten new codes, shown this once; the former ones no longer work."""
    RecoveryCode.objects.filter(account=account).delete()
    codes = [new_written_code() for _ in range(HOW_MANY)]
    now = clock.now()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, code_digest=digest(as_written(code)), made_at=now) for code in codes
    )
    record("accounts.make_recovery_codes", actor=account.person, subject=account.person)
    return codes


def renew_recovery_codes(account: Account) -> list[str]:
    """Ten new codes on demand; the holder is told."""
    alert(account, AlertKind.FACTOR_ADDED, about=_("Nouveaux codes de secours"))
    return make_recovery_codes(account)
