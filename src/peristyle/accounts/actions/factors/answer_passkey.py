"""A passkey answers: to sign in, as second factor, or to prove again who one is."""

from peristyle.accounts import passkeys
from peristyle.accounts.actions.factors.challenges import spend_challenge
from peristyle.accounts.models import Account, Passkey, PasskeyPurpose
from peristyle.accounts.passkeys import PasskeyRefused
from peristyle.kernel import clock


def answer_passkey(
    number: int | None, purpose: PasskeyPurpose, answer: str, *, account: Account | None = None
) -> Passkey:
    """The passkey that answered challenge `number`, of `account` if one is given. Raises PasskeyRefused."""
    challenge = spend_challenge(number, purpose, account)
    claim = passkeys.claim_in(answer)
    passkey = Passkey.objects.select_related("account__person").filter(credential_id=claim.credential_id).first()
    if passkey is None or (account is not None and passkey.account_id != account.pk):
        raise PasskeyRefused("no such passkey here")
    # A device says for whom it answers when nobody was named to it; what it says must be true (WebAuthn § 7.2, 6).
    if claim.user_handle != passkey.user_handle and (claim.user_handle or account is None):
        raise PasskeyRefused("another holder's")
    verified = passkeys.verified_answer(answer, challenge, passkey)
    Passkey.objects.filter(pk=passkey.pk).update(
        sign_count=verified.new_sign_count, is_backed_up=verified.credential_backed_up, last_used_at=clock.now()
    )
    return passkey
