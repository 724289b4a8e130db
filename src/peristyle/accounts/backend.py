"""Django's question "who holds this session?", answered with the facts of the account."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from peristyle.accounts.models import Account
from peristyle.accounts.queries import account_with_facts, state_of
from peristyle.accounts.rules.life_cycle import SIGNS_IN, State
from peristyle.kernel import clock


class AccountBackend(BaseBackend):
    """Nobody stays signed in on an account that was suspended or closed since."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:  # noqa: ARG002
        """Signing in is the verb `sign_in`; Django's own way in stays shut."""
        return

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session, while it may be used."""
        account = account_with_facts(user_id)
        if account is None:
            return None
        state = state_of(account, clock.now())
        if state not in SIGNS_IN:
            return None
        account.confined_by = "closing" if state == State.CLOSING else None
        return account
