"""Set a challenge to a passkey, and spend it once."""

from datetime import timedelta

from peristyle.accounts.models import Account, Passkey, PasskeyChallenge, PasskeyPurpose
from peristyle.accounts.passkeys import PasskeyRefused
from peristyle.kernel import clock
from peristyle.kernel.tokens import new_token

CHALLENGE_LIFE = timedelta(minutes=10)


def set_challenge(purpose: PasskeyPurpose, account: Account | None = None) -> PasskeyChallenge:
    """A new challenge; its number is for the session of the browser that asks, and for nobody else."""
    known = Passkey.objects.filter(account=account).first() if purpose == PasskeyPurpose.ADDITION else None
    return PasskeyChallenge.objects.create(
        purpose=purpose,
        account=account,
        challenge=new_token(),
        # The same for all passkeys of an account, so that devices see one account.
        user_handle=known.user_handle if known else new_token(),
        expires_at=clock.now() + CHALLENGE_LIFE,
    )


def spend_challenge(number: int | None, purpose: PasskeyPurpose, account: Account | None = None) -> PasskeyChallenge:
    """Use the challenge, whatever the answer is worth: one statement decides (attack M2). Raises PasskeyRefused."""
    now = clock.now()
    of_browser = PasskeyChallenge.objects.filter(pk=number or 0, purpose=purpose, account=account)
    if not of_browser.filter(used_at=None, expires_at__gt=now).update(used_at=now):
        raise PasskeyRefused("no such challenge")
    return of_browser.get()
