"""Visits: an agent sees the house as somebody sees it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.models.account import Account


class Visit(models.Model):
    """For a reason, read only, until `ends_at` at the latest; its holder is told once it has ended."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="visits")
    agent = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Consultations de votre compte par l’assistance")

    def __str__(self) -> str:
        return f"{self.account} · {self.started_at:%Y-%m-%d %H:%M}"
