"""The end of an account: what its holder was told of it, and what they asked."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.models.account import Account
from peristyle.accounts.rules.notices import NoticeKind


class ClosingNotice(models.Model):
    """The holder was told, once, that something ends on `last_day`, so many days before, or that it has ended."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="closing_notices")
    kind = models.CharField(max_length=15, choices=[(kind.value, kind.value) for kind in NoticeKind])
    last_day = models.DateField()
    days_before = models.PositiveSmallIntegerField()
    posted_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Annonces de fermeture")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "kind", "last_day", "days_before"], name="a_closing_is_announced_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.kind} {self.last_day} -{self.days_before}"


class Extension(models.Model):
    """The account is asked to stay closing until a later day; an agent grants or refuses."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="extensions")
    until = models.DateField()
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    decided_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = _("Demandes de prolongation")
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(decided_at=None), name="one_extension_awaits_a_decision"
            ),
            models.CheckConstraint(
                condition=Q(granted=None, decided_at=None) | Q(granted__isnull=False, decided_at__isnull=False),
                name="an_extension_is_decided_or_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.until}"
