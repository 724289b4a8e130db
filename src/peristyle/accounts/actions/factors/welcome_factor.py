"""What follows when a factor has been added."""

from peristyle.accounts.actions.alert import alert
from peristyle.accounts.actions.factors.recovery_codes import make_recovery_codes
from peristyle.accounts.models import Account, AlertKind, AuthenticatorApp, Passkey, Session
from peristyle.accounts.queries import factors_of
from peristyle.accounts.words import factor_in_words
from peristyle.audit.public import record
from peristyle.kernel.tokens import digest


def welcome_factor(factor: Passkey | AuthenticatorApp, *, session_key: str) -> list[str]:
    """Tell the holder. With the first factor: recovery codes (returned), and the end of sessions without a factor."""
    account: Account = factor.account
    words = factor_in_words(factor)
    record("accounts.add_factor", actor=account.person, subject=account.person, factor=factor.kind)
    alert(account, AlertKind.FACTOR_ADDED, about=words)
    if len(factors_of(account)) > 1:
        return []
    Session.objects.filter(account=account).exclude(session_key=digest(session_key)).delete()
    return make_recovery_codes(account)
