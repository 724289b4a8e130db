"""Add an authenticator app: its secret is shown, and it counts once it has given a right code."""

from peristyle.accounts.actions.factors.use_code import CodeRefused, use_app_code
from peristyle.accounts.actions.factors.welcome_factor import welcome_factor
from peristyle.accounts.models import Account, AuthenticatorApp
from peristyle.accounts.queries import app_to_confirm
from peristyle.accounts.rules.authenticator import new_secret
from peristyle.kernel import clock
from peristyle.kernel.encryption import encrypted


def begin_app(account: Account) -> AuthenticatorApp:
    """A new secret to scan; one that was never confirmed is replaced."""
    Account.objects.select_for_update().get(pk=account.pk)
    AuthenticatorApp.objects.filter(account=account, confirmed_at=None).delete()
    return AuthenticatorApp.objects.create(account=account, added_at=clock.now(), secret=encrypted(new_secret()))


def confirm_app(account: Account, typed: str, *, name: str, session_key: str) -> list[str]:
    """Put the app in use with its first code; returns recovery codes if they were made. Raises CodeRefused."""
    Account.objects.select_for_update().get(pk=account.pk)
    app, now = app_to_confirm(account), clock.now()
    if app is None or not use_app_code(app, typed, now):
        raise CodeRefused
    app.name, app.confirmed_at, app.added_at = name, now, now
    app.save(update_fields=["name", "confirmed_at", "added_at"])
    return welcome_factor(app, session_key=session_key)
