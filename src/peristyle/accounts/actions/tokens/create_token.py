"""Give a program of one's own a secret."""

from datetime import datetime

from peristyle.accounts.models import Account, PersonalToken
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest, new_token

MOST_TOKENS = 20


class TooManyTokens(Exception):
    """Twenty at a time: one must be revoked before the next."""


def create_token(
    account: Account, *, name: str, scopes: list[str], expires_at: datetime | None
) -> tuple[PersonalToken, str]:
    """A token and its secret of 256 bits, which is not kept: it can be shown this once. Raises TooManyTokens."""
    Account.objects.select_for_update().get(pk=account.pk)
    if PersonalToken.objects.filter(account=account).count() >= MOST_TOKENS:
        raise TooManyTokens
    secret = new_token()
    token = PersonalToken.objects.create(
        account=account,
        name=name,
        scopes=scopes,
        token_digest=digest(secret),
        created_at=clock.now(),
        expires_at=expires_at,
    )
    record("accounts.create_token", actor=account.person, subject=account.person, token=token.pk, scopes=scopes)
    return token, secret
