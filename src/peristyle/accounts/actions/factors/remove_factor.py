"""Remove a factor: by its holder one at a time, by an agent all at once."""

from peristyle.accounts.actions.alert import alert
from peristyle.accounts.models import (
    Account,
    AlertKind,
    AuthenticatorApp,
    Passkey,
    RecoveryCode,
    RememberedDevice,
    Session,
)
from peristyle.accounts.queries import factors_of, must_keep_factor
from peristyle.accounts.words import factor_in_words
from peristyle.audit.public import record
from peristyle.people.public import Person


class LastFactor(Exception):
    """The holder's role demands a second factor, and this is the last: another must be added first."""


def remove_factor(factor: Passkey | AuthenticatorApp) -> None:
    """Remove it; the recovery codes go with the last one. Raises LastFactor.

    The account's row is locked: of two last factors removed at the same instant, one stays (nobody locks themselves
    out by a race).
    """
    account = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=factor.account_id)
    held = factors_of(account)
    if factor not in held:
        return
    if len(held) == 1 and must_keep_factor(account.person):
        raise LastFactor
    words = factor_in_words(factor)
    factor.delete()
    if len(held) == 1:
        RecoveryCode.objects.filter(account=account).delete()
    record("accounts.remove_factor", actor=account.person, subject=account.person, factor=factor.kind)
    alert(account, AlertKind.FACTOR_REMOVED, about=words)


def reset_factors(account: Account, *, by: Person | None, reason: str = "") -> None:
    """Take every factor away from somebody who has lost theirs, on an agent's word; all sessions end."""
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    removed = factors_of(account)
    for table in (Passkey, AuthenticatorApp, RecoveryCode, RememberedDevice, Session):
        table.objects.filter(account=account).delete()
    kinds = [factor.kind for factor in removed]
    record("accounts.reset_factors", actor=by, subject=account.person, factors=kinds, reason=reason)
    alert(account, AlertKind.FACTOR_REMOVED, about=", ".join(map(factor_in_words, removed)))
