"""Links and codes sent by mail."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.models.account import Account


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
