"""Reading second factors, and who must have one."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from peristyle.accounts.models import Account, AuthenticatorApp, Passkey, RecoveryCode, RememberedDevice
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import Role, RoleHolder
from peristyle.kernel.prepared import Given
from peristyle.kernel.tokens import digest
from peristyle.people.public import holds_one_of


def owns_factor() -> Q:
    """A condition on accounts: a passkey or a confirmed authenticator app is theirs."""
    apps = AuthenticatorApp.objects.filter(account=OuterRef("pk"), confirmed_at__isnull=False)
    return Q(Exists(Passkey.objects.filter(account=OuterRef("pk")))) | Q(Exists(apps))


def lacks_factor(demanding: Collection[Role], *, now: datetime | Given, today: date | Given) -> Q:
    """A condition on accounts: the holder has a role that demands a second factor, and none of these."""
    return holds_one_of(demanding, "person", now=now, today=today) & ~owns_factor()


def has_second_factor(account: Account) -> bool:
    """Whether a password alone no longer opens this account."""
    return Account.objects.filter(owns_factor(), pk=account.pk).exists()


def lacks_second_factor(account: Account) -> bool:
    """Whether the holder must add a factor before anything else."""
    demanding = institution.current().accounts.second_factor.required_roles
    return Account.objects.filter(lacks_factor(demanding, now=clock.now(), today=clock.today()), pk=account.pk).exists()


def must_keep_factor(person: RoleHolder) -> bool:
    """Whether the roles of this person demand a second factor."""
    required = institution.current().accounts.second_factor.required_roles
    return any(held.role in required for held in person.held_roles())


def passkeys_of(account: Account) -> QuerySet[Passkey]:
    """The passkeys of an account, oldest first."""
    return Passkey.objects.filter(account=account).order_by("added_at", "pk")


def apps_of(account: Account) -> QuerySet[AuthenticatorApp]:
    """The authenticator apps in use, oldest first."""
    return AuthenticatorApp.objects.filter(account=account, confirmed_at__isnull=False).order_by("added_at", "pk")


def factors_of(account: Account) -> list[Passkey | AuthenticatorApp]:
    """All factors in use: passkeys, then apps."""
    return [*passkeys_of(account), *apps_of(account)]


def app_to_confirm(account: Account) -> AuthenticatorApp | None:
    """The app whose first code is awaited."""
    return AuthenticatorApp.objects.filter(account=account, confirmed_at=None).first()


def recovery_codes_left(account: Account) -> int:
    """How many recovery codes still work."""
    return RecoveryCode.objects.filter(account=account, used_at=None).count()


def remembered_devices_of(account: Account) -> QuerySet[RememberedDevice]:
    """The browsers that are not asked for a second factor now, newest first."""
    live = RememberedDevice.objects.filter(account=account, expires_at__gt=clock.now())
    return live.filter(credentials=credentials_of(account)).order_by("-remembered_at", "-pk")


def credentials_of(account: Account) -> str:
    """What changes with the password and with any factor: a browser remembered before is forgotten (attack M4)."""
    factors = [f"{type(factor).__name__} {factor.pk}" for factor in factors_of(account)]
    return digest("|".join([account.password, *factors]))
