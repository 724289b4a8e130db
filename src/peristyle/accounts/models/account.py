"""Accounts, identifiers given, activations, charter acceptances, suspensions."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class GivenLogin(models.Model):
    """An identifier once given: the row outlives account and person, so that nobody else ever receives it.

    Once its holder is erased, `login` is a fingerprint; only who brings the holder's number again can read `sealed`.
    """

    login = models.CharField(max_length=254, primary_key=True)
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()
    holder_fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    sealed = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = _("Identifiants donnés")

    def __str__(self) -> str:
        return self.login


class Theme(models.TextChoices):
    """How light pages are; without a choice each device decides."""

    DEVICE = "", _("Comme mon appareil")
    LIGHT = "light", _("Clair")
    DARK = "dark", _("Sombre")


class Contrast(models.TextChoices):
    """How strongly things stand out; without a choice each device decides."""

    DEVICE = "", _("Comme mon appareil")
    MORE = "more", _("Renforcé")


class Account(AbstractBaseUser):
    """The computing account of a person. Its state is told by `rules.life_cycle.state_at` from facts, never stored."""

    last_login = None  # sessions tell it, with more
    confined_by: str | None = None
    """The confinement that the account's state wants, for the holder of this session: `closing`, or none."""
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="account")
    login = models.CharField(max_length=254, unique=True)
    created_at = models.DateTimeField()
    activatable_at = models.DateTimeField()
    extended_until = models.DateField(null=True)
    theme = models.CharField(max_length=5, choices=Theme, blank=True)
    contrast = models.CharField(max_length=4, choices=Contrast, blank=True)

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar = ["person"]

    class Meta:
        verbose_name_plural = _("Comptes informatiques")

    def __str__(self) -> str:
        return self.login


class Activation(models.Model):
    """The account was activated, once, through this link (none for people brought in by IT)."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="activation")
    link = models.OneToOneField("accounts.MailedLink", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account} · {self.at:%Y-%m-%d}"


class CharterAcceptance(models.Model):
    """The holder accepted this version of the charter."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="charter_acceptances")
    version = models.CharField(max_length=20)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "version"], name="a_charter_version_is_accepted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.version}"


class Suspension(models.Model):
    """The account is shut for a reason, by somebody, from an instant to another (or until lifted)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="suspensions")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Suspensions décidées")

    def __str__(self) -> str:
        return f"{self.account} · {self.since:%Y-%m-%d}"
