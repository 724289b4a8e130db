"""Second factors: passkeys, authenticator apps, recovery codes; browsers remembered; challenges set to passkeys."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q

from peristyle.accounts.models.account import Account


class Factor(models.Model):
    """What a person has besides their password: its name is theirs to choose."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="%(class)ss")
    name = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.account} · {self.name}"


class Passkey(Factor):
    """A key pair whose private half never leaves the person's device (W3C Web Authentication)."""

    kind: ClassVar = "passkey"
    credential_id = models.CharField(max_length=1400, unique=True)
    public_key = models.BinaryField()
    sign_count = models.PositiveBigIntegerField()
    transports = models.JSONField(default=list)
    is_backed_up = models.BooleanField()
    #: By which the authenticator knows the account: drawn, since it may lie readable on a device (WebAuthn § 14.6.1).
    user_handle = models.CharField(max_length=86)


class AuthenticatorApp(Factor):
    """A secret shared with an app that makes a code of it every 30 seconds (RFC 6238); in use once confirmed."""

    kind: ClassVar = "app"
    secret = models.CharField(max_length=200)
    last_step = models.PositiveBigIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(confirmed_at=None), name="one_app_to_confirm_per_account"
            ),
        ]


class RecoveryCode(models.Model):
    """A code kept on paper for the day when every factor is lost; works once."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="recovery_codes")
    code_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account} · {self.made_at:%Y-%m-%d}"


class RememberedDevice(models.Model):
    """A browser that is asked for the password only, until its day comes or the account's credentials change."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="remembered_devices")
    token_digest = models.CharField(max_length=64, unique=True)
    credentials = models.CharField(max_length=64)
    device = models.CharField(max_length=300, blank=True)
    remembered_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.account} · {self.remembered_at:%Y-%m-%d}"


class PasskeyPurpose(StrEnum):
    """What the answer to a challenge is worth: an answer to one is none to another."""

    SIGN_IN = "sign-in"
    SECOND_FACTOR = "second-factor"
    PROOF = "proof"
    ADDITION = "addition"


class PasskeyChallenge(models.Model):
    """What a passkey must sign, once; only the browser that asked for it knows its number, in its session."""

    purpose = models.CharField(max_length=20)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")
    challenge = models.CharField(max_length=86)
    user_handle = models.CharField(max_length=86, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose} · {self.expires_at:%Y-%m-%d %H:%M}"
