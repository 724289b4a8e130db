"""What people hold in their hand: an authenticator app, recovery codes on paper."""

from dataclasses import dataclass

from django.db import transaction

from peristyle.accounts.actions.factors.add_app import begin_app, confirm_app
from peristyle.accounts.actions.factors.recovery_codes import make_recovery_codes
from peristyle.accounts.models import Account, AuthenticatorApp
from peristyle.accounts.rules.authenticator import code_of, step_at
from peristyle.kernel import clock
from peristyle.kernel.encryption import decrypted
from tests.harness.page_client import PageClient


@dataclass
class Phone:
    """A telephone with an authenticator app."""

    secret: str

    def code(self, *, offset: int = 0) -> str:
        """What the app shows now, or so many steps from now."""
        return code_of(self.secret, step_at(clock.now()) + offset)


def phone_of(account: Account, *, name: str = "Téléphone", browser: PageClient | None = None) -> Phone:
    """Give the account an app that it has confirmed, in `browser` if one is given; its present code is still good."""
    with transaction.atomic():
        begun = begin_app(account)
        phone = Phone(decrypted(begun.secret))
        confirm_app(account, phone.code(), name=name, session_key=key_of(browser))
        AuthenticatorApp.objects.filter(pk=begun.pk).update(last_step=0)
    return phone


def key_of(browser: PageClient | None) -> str:
    """The session in which a factor is added: the first one ends all others."""
    return (browser.session.session_key or "") if browser else ""


def paper_of(account: Account) -> list[str]:
    """Recovery codes, copied on paper."""
    return make_recovery_codes(account)
