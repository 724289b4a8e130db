"""Changes of personal address and mobile number: asked, confirmed, undone."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.models.account import Account


class ContactKind(models.TextChoices):
    """What of the two is changed."""

    EMAIL = "email", _("Adresse mail personnelle")
    PHONE = "phone", _("Numéro de mobile")


class ContactChange(models.Model):
    """The holder wants another address or number; it takes effect once confirmed, and can be undone for a while.

    The old value is kept with when it was verified, so that undoing restores it as it was.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="contact_changes")
    kind = models.CharField(max_length=5, choices=ContactKind)
    old = models.CharField(max_length=254, blank=True)
    old_verified_at = models.DateTimeField(null=True)
    new = models.CharField(max_length=254, blank=True)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    token_digest = models.CharField(max_length=64, null=True, unique=True)
    code_digest = models.CharField(max_length=64, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Changements de coordonnées")
        indexes: ClassVar = [models.Index(fields=["asked_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "kind"],
                condition=Q(superseded_at=None, confirmed_at=None),
                name="one_contact_change_awaits_confirmation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.kind}"
