"""Remember a browser for 30 days: there the password is enough."""

from datetime import timedelta

from peristyle.accounts.models import Account, RememberedDevice
from peristyle.accounts.queries import credentials_of, remembered_devices_of
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest, new_token

REMEMBERED_FOR = timedelta(days=30)


def remember_device(account: Account, device: str) -> str:
    """The secret for the browser to keep; it dies when the password or any factor changes (attack M4)."""
    token, now = new_token(), clock.now()
    RememberedDevice.objects.create(
        account=account,
        token_digest=digest(token),
        credentials=credentials_of(account),
        device=device[:300],
        remembered_at=now,
        expires_at=now + REMEMBERED_FOR,
    )
    record("accounts.remember_device", actor=account.person, subject=account.person)
    return token


def use_remembered_device(account: Account, token: str) -> bool:
    """Whether this secret is of a browser that this account remembers."""
    if not token:
        return False
    live = remembered_devices_of(account).filter(token_digest=digest(token))
    return bool(live.order_by().update(last_used_at=clock.now()))


def forget_device(device: RememberedDevice) -> None:
    """Ask that browser for a second factor again."""
    device.delete()
    record("accounts.forget_device", actor=device.account.person, subject=device.account.person)
