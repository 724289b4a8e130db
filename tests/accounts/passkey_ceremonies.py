"""Passkeys given to accounts, without a browser."""

import json
import secrets

from django.db import transaction

from peristyle.accounts import passkeys
from peristyle.accounts.actions.factors.add_passkey import add_passkey
from peristyle.accounts.actions.factors.challenges import set_challenge
from peristyle.accounts.models import Account, PasskeyPurpose
from tests.accounts.authenticators import key_of
from tests.harness.page_client import PageClient
from tests.harness.passkey_device import Device


def device_of(account: Account, *, name: str = "Téléphone", browser: PageClient | None = None) -> Device:
    """A device that keeps a passkey of the account, made in `browser` if one is given."""
    device = Device(credential_id=secrets.token_bytes(32))
    with transaction.atomic():
        challenge = set_challenge(PasskeyPurpose.ADDITION, account)
        options = json.loads(passkeys.addition_options(challenge, account.person, account.login, []))
        add_passkey(account, challenge.pk, device.make(options), name=name, session_key=key_of(browser))
    return device
