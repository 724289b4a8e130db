"""Add a passkey."""

from django.db import IntegrityError, transaction

from peristyle.accounts import passkeys
from peristyle.accounts.actions.factors.challenges import spend_challenge
from peristyle.accounts.actions.factors.welcome_factor import welcome_factor
from peristyle.accounts.models import Account, Passkey, PasskeyPurpose
from peristyle.accounts.passkeys import PasskeyRefused
from peristyle.kernel import clock


def add_passkey(account: Account, number: int | None, answer: str, *, name: str, session_key: str) -> list[str]:
    """Keep the passkey that the browser made for challenge `number`; returns recovery codes if they were made.

    Raises PasskeyRefused.
    """
    challenge = spend_challenge(number, PasskeyPurpose.ADDITION, account)
    made = passkeys.verified_addition(answer, challenge)
    Account.objects.select_for_update().get(pk=account.pk)
    try:
        with transaction.atomic():
            passkey = Passkey.objects.create(
                account=account,
                name=name,
                added_at=clock.now(),
                credential_id=made.credential_id,
                public_key=made.public_key,
                sign_count=made.sign_count,
                transports=made.transports,
                is_backed_up=made.is_backed_up,
                user_handle=challenge.user_handle,
            )
    except IntegrityError as error:
        raise PasskeyRefused("already known") from error
    return welcome_factor(passkey, session_key=session_key)
