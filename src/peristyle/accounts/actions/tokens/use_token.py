"""Whom a program speaks for, by the secret it shows."""

from datetime import timedelta

from django.db.models import Q

from peristyle.accounts.models import Account, PersonalToken
from peristyle.accounts.queries import account_with_facts, state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest

#: A calendar asks every few minutes: its use is written down no oftener.
NOTED_EVERY = timedelta(minutes=5)


def token_holder(secret: str, scope: str) -> Account | None:
    """The account that gave this secret, if it still opens `scope` and the account is active; its use is noted."""
    now = clock.now()
    live = PersonalToken.objects.filter(Q(expires_at=None) | Q(expires_at__gt=now), token_digest=digest(secret))
    token = live.first()
    if token is None or scope not in token.scopes:
        return None
    account = account_with_facts(token.account_id)
    if account is None or state_of(account, now) != State.ACTIVE:
        return None
    not_noted = PersonalToken.objects.filter(Q(last_used_at=None) | Q(last_used_at__lte=now - NOTED_EVERY))
    not_noted.filter(pk=token.pk).update(last_used_at=now)
    return account
