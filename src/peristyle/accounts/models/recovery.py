"""Assisted recoveries: an agent vouches for somebody who lost their personal address or their second factor."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.models.account import Account


class IdentityDocument(models.TextChoices):
    """What an agent looked at; no copy, no number of it is ever kept."""

    IDENTITY_CARD = "identity_card", _("Carte nationale d’identité")
    PASSPORT = "passport", _("Passeport")
    RESIDENCE_PERMIT = "residence_permit", _("Titre de séjour")
    DRIVING_LICENCE = "driving_licence", _("Permis de conduire")


class AssistedRecovery(models.Model):
    """Asked for by an agent, carried out once a second one confirms or the wait is over, unless it is cancelled.

    `new_address` is empty when the one on record is still theirs. `old_address` is what the recovery replaced, so
    that it can be restored.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="assisted_recoveries")
    document = models.CharField(max_length=20, choices=IdentityDocument)
    note = models.CharField(max_length=300, blank=True)
    new_address = models.EmailField(blank=True)
    resets_factors = models.BooleanField(default=False)
    needs_second_agent = models.BooleanField(default=False)
    asked_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    waits_until = models.DateTimeField()
    confirmed_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    carried_out_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    old_address = models.EmailField(blank=True)
    old_address_verified_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Récupérations assistées")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(carried_out_at=None, cancelled_at=None),
                name="one_assisted_recovery_waits_per_account",
            ),
            models.CheckConstraint(
                condition=Q(carried_out_at=None) | Q(cancelled_at=None), name="a_recovery_has_one_end"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("asked_by")),
                name="a_recovery_takes_two_agents",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.asked_at:%Y-%m-%d}"
