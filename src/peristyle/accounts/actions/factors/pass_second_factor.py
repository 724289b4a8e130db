"""The second step of signing in: after the password, a passkey or a code."""

from collections.abc import Callable

from django.db import transaction

from peristyle.accounts.actions import throttle
from peristyle.accounts.actions.factors.answer_passkey import answer_passkey
from peristyle.accounts.actions.factors.use_code import CodeRefused, use_code
from peristyle.accounts.browsers import present_browser
from peristyle.accounts.models import Account, PasskeyPurpose
from peristyle.accounts.passkeys import PasskeyRefused
from peristyle.audit.public import record

#: Whoever comes this far knows the password: tries are counted together wherever they come from, and slow down only
#: browsers that the account does not know. Its holder has theirs, and a passkey signs in without this step.
ELSEWHERE = "elsewhere"


class FactorRefused(Exception):
    """What was shown is no factor of this account."""


def pass_with_code(account: Account, typed: str, *, device: str | None) -> str:
    """Sign in with a code; returns the method. Raises TooManyTries, FactorRefused."""
    return _pass(account, lambda: use_code(account, typed), device)


def pass_with_passkey(account: Account, number: int | None, answer: str, *, device: str | None) -> str:
    """Sign in with a passkey, after the password; returns the method. Raises TooManyTries, FactorRefused."""

    def use_passkey() -> str:
        answer_passkey(number, PasskeyPurpose.SECOND_FACTOR, answer, account=account)
        return "passkey"

    return _pass(account, use_passkey, device)


def _pass(account: Account, use: Callable[[], str], device: str | None) -> str:
    """One try, counted over all factors alike (attack M1); tries sent all at once wait for each other."""
    person, kind, subject = account.person, "second factor", str(account.pk)
    counted_as = device or ELSEWHERE
    refusal: Exception | None = None
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        throttle.check_wait(kind, subject, device=counted_as)
        try:
            factor = use()
        except (CodeRefused, PasskeyRefused) as error:
            refusal = error
            throttle.count_failure(kind, subject, device=counted_as)
            record("accounts.refuse_second_factor", subject=person, why=str(error), **present_browser())
        else:
            throttle.forget_failures(kind, subject, device=counted_as)
            record("accounts.sign_in", actor=person, subject=person, method=f"password+{factor}", **present_browser())
    if refusal:
        raise FactorRefused from refusal
    return f"password+{factor}"
