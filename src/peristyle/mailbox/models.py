"""Redirections of university mail."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MailRedirect(models.Model):
    """The holder wants university mail sent on to an external address; in force once that address has confirmed."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    address = models.EmailField()
    keep_copy = models.BooleanField()
    requested_at = models.DateTimeField()
    token_digest = models.CharField(max_length=64, null=True, unique=True)
    expires_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Redirections de mail")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_redirect_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.address}"
