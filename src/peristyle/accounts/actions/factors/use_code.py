"""Use a code: of an authenticator app, or one kept on paper. Each works once."""

import logging
from datetime import datetime

from peristyle.accounts.models import Account, AuthenticatorApp, RecoveryCode
from peristyle.accounts.queries import apps_of
from peristyle.accounts.rules.authenticator import step_of_code
from peristyle.kernel import clock
from peristyle.kernel.encryption import Undecipherable, decrypted, encrypted
from peristyle.kernel.tokens import as_written, digest

logger = logging.getLogger(__name__)


class CodeRefused(Exception):
    """Not a code of this account, or one that has served."""


def use_code(account: Account, typed: str) -> str:
    """Spend the code; « totp » or « recovery » says what it was. Raises CodeRefused."""
    now = clock.now()
    if any(use_app_code(app, typed, now) for app in apps_of(account)):
        return "totp"
    codes = RecoveryCode.objects.filter(account=account, code_digest=digest(as_written(typed)))
    if codes.filter(used_at=None).update(used_at=now):
        return "recovery"
    raise CodeRefused


def use_app_code(app: AuthenticatorApp, typed: str, now: datetime) -> bool:
    """Whether this is a code of `app` that has not served: one statement decides (attack M1).

    The secret is written anew on the way, with the present key if that was replaced.
    """
    try:
        secret = decrypted(app.secret)
    except Undecipherable:
        logger.exception("The secret of an authenticator app cannot be read: was SECRET_KEY replaced?")
        return False
    step = step_of_code(secret, typed, now, after=app.last_step)
    if step is None:
        return False
    unused = AuthenticatorApp.objects.filter(pk=app.pk, last_step__lt=step)
    return bool(unused.update(last_step=step, last_used_at=now, secret=encrypted(secret)))
