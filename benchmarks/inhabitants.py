"""Who can sign in to a demonstration university, and with what."""

from dataclasses import dataclass
from hashlib import sha256

from benchmarks.servers import asked
from tests.harness.passkey_device import Device, text

_LOGINS = """
from peristyle.accounts.public import Account
from peristyle.demo.public import PASSWORD
logins = Account.objects.filter(activation__isnull=False, suspensions=None, login__contains="@etu.",
    person__affiliations__ends_on__year__gte=2027).values_list("login", flat=True).order_by("id")[:{count}]
answer = [PASSWORD, list(logins)]
"""
_PASSKEYS = """
from peristyle.accounts.models import Account, Passkey
given = {given}
accounts = dict(Account.objects.filter(login__in=given).values_list("login", "pk"))
Passkey.objects.bulk_create([
    Passkey(account_id=accounts[login], name="Téléphone", added_at=clock.now(), credential_id=credential,
        public_key=bytes.fromhex("{key}"), sign_count=0, is_backed_up=False, user_handle=handle)
    for login, (credential, handle) in given.items()])
answer = None
"""
_APPS = """
from peristyle.accounts.models import Account, AuthenticatorApp
from peristyle.accounts.rules.authenticator import new_secret
from peristyle.kernel.encryption import encrypted
secrets = {{login: new_secret() for login in {logins}}}
accounts = dict(Account.objects.filter(login__in=secrets).values_list("login", "pk"))
AuthenticatorApp.objects.bulk_create([
    AuthenticatorApp(account_id=accounts[login], name="Téléphone", added_at=clock.now(), confirmed_at=clock.now(),
        secret=encrypted(secret))
    for login, secret in secrets.items()])
answer = secrets
"""


@dataclass(frozen=True)
class Inhabitants:
    """Students with an active account, and the password they share."""

    logins: list[str]
    password: str


def inhabitants(environment: dict[str, str], count: int) -> Inhabitants:
    """So many students of a university; one with fewer is too small to measure."""
    password, logins = asked(environment, _LOGINS.format(count=count))
    if len(logins) < count:
        raise RuntimeError(f"Only {len(logins)} students can sign in, of the {count} wanted.")
    return Inhabitants(logins, password)


def with_passkeys(environment: dict[str, str], logins: list[str], *, origin: str, host: str) -> list[Device]:
    """Give each account a passkey, in a device of its own; they share a key pair, which nobody checks."""
    shared = Device(origin, host)
    devices = [
        Device(
            origin,
            host,
            key=shared.key,
            credential_id=login.encode(),
            user_handle=text(sha256(login.encode()).digest()),
        )
        for login in logins
    ]
    given = {login: (device.identifier, device.user_handle) for login, device in zip(logins, devices, strict=True)}
    asked(environment, _PASSKEYS.format(given=given, key=shared.public_key().hex()))
    return devices


def with_apps(environment: dict[str, str], logins: list[str]) -> dict[str, str]:
    """Give each account an authenticator app; returns their secrets."""
    secrets: dict[str, str] = asked(environment, _APPS.format(logins=logins))
    return secrets
