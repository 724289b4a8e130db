"""Refunds that students ask for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.models.invoices import Invoice


class RefundRequest(models.Model):
    """Somebody asks for their money back, to an IBAN kept encrypted until the money has left, then forgotten."""

    class Reason(models.TextChoices):
        """Why."""

        RESIGNATION = "resignation", _("Je renonce à mon inscription")
        GRANT = "grant", _("J’ai obtenu une bourse après avoir payé")
        OTHER = "other", _("Autre raison")

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="refund_requests")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=15, choices=Reason)
    said = models.TextField(max_length=2000, blank=True)
    account_holder = models.CharField(max_length=100, blank=True)
    iban = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    accepted = models.BooleanField(null=True)
    answer = models.TextField(max_length=2000, blank=True)
    paid_back_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Demandes de remboursement")
        ordering: ClassVar = ["asked_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["invoice"],
                condition=Q(decided_at=None) | Q(accepted=True, paid_back_at=None),
                name="one_open_refund_request_per_invoice",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, accepted=None) | Q(decided_at__isnull=False, accepted__isnull=False),
                name="a_decided_refund_says_yes_or_no",
            ),
            models.CheckConstraint(
                condition=Q(paid_back_at=None) | Q(accepted=True), name="only_an_accepted_refund_is_paid_back"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice} · {self.asked_at:%Y-%m-%d}"
