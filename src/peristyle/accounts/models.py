"""Accounts, identifiers given, links sent by mail, activations, suspensions, sessions."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class GivenLogin(models.Model):
    """An identifier once given: the row outlives account and person, so that nobody else ever receives it."""

    login = models.CharField(max_length=254, primary_key=True)
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.login


class Account(AbstractBaseUser):
    """The computing account of a person. Its state is told by `rules.life_cycle.state_at` from facts, never stored."""

    last_login = None  # sessions tell it, with more
    confined_to: str | None = None
    """The name of the only page open to the holder of this session, when the account is closing."""
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="account")
    login = models.CharField(max_length=254, unique=True)
    created_at = models.DateTimeField()
    activatable_at = models.DateTimeField()

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar = ["person"]

    def __str__(self) -> str:
        return self.login


class LinkPurpose(models.TextChoices):
    """What a link sent by mail lets its holder do."""

    ACTIVATION = "activation", _("Activation")
    RESET = "reset", _("Nouveau mot de passe")


class MailedLink(models.Model):
    """A secret sent to a person's own mailbox, as a link and as a code; each works once, the newest only."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="mailed_links")
    purpose = models.CharField(max_length=10, choices=LinkPurpose)
    token_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64)
    sent_to = models.EmailField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    code_tries = models.PositiveSmallIntegerField(default=0)
    superseded_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "purpose"],
                condition=Q(superseded_at=None, used_at=None),
                name="one_live_link_per_account_and_purpose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.purpose}"


class Activation(models.Model):
    """The account was activated, once, through this link (none for people brought in by IT)."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="activation")
    link = models.OneToOneField(MailedLink, models.SET_NULL, null=True, related_name="+")
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

    def __str__(self) -> str:
        return f"{self.account} · {self.since:%Y-%m-%d}"


class Throttle(models.Model):
    """Failures counted against a key (an account as typed from an address, an account, an address)."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_failure_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}… {self.failures}"


class Session(AbstractBaseSession):
    """A browser at the door: how, when and from where the person proved who they are. The key is kept as a digest."""

    session_key = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    opened_at = models.DateTimeField()
    authenticated_at = models.DateTimeField(null=True)
    method = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=300, blank=True)

    @classmethod
    def get_session_store_class(cls):  # type: ignore[no-untyped-def] # noqa: ANN206 — Django's own signature
        """The store that reads and writes this table."""
        return import_string("peristyle.accounts.session_store.SessionStore")
