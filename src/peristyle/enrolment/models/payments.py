"""Payments: what we asked the bank, what it told us, what was received."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.models.invoices import Invoice


class PaymentAttempt(models.Model):
    """Somebody left for the bank, under a reference that cannot be guessed; refused, then accepted, is possible."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="attempts")
    reference = models.CharField(max_length=32, unique=True)
    provider = models.CharField(max_length=20)
    amount_cents = models.PositiveIntegerField()
    started_at = models.DateTimeField(db_index=True)
    refused_at = models.DateTimeField(null=True)
    refusal_code = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="nobody_leaves_for_the_bank_for_nothing"),
        ]

    def __str__(self) -> str:
        return self.reference


class Payment(models.Model):
    """Money received. One settles its invoice; any other is owed back, since `refund_due_at`."""

    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="payments")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    provider = models.CharField(max_length=20)
    transaction_id = models.CharField(max_length=64)
    amount_cents = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    refund_due_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "transaction_id"], name="a_transaction_is_received_once"),
            models.UniqueConstraint(
                fields=["invoice"], condition=Q(refund_due_at=None), name="one_payment_settles_an_invoice"
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="a_payment_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.transaction_id}"


class Refund(models.Model):
    """The money owed back was given back."""

    payment = models.OneToOneField(Payment, models.PROTECT, related_name="refund")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    refunded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Remboursements faits")

    def __str__(self) -> str:
        return f"{self.payment}"


class Verdict(models.TextChoices):
    """What became of a notification."""

    ACCEPTED = "accepted"
    REFUSED_BY_BANK = "refused_by_bank"
    ALREADY_KNOWN = "already_known"
    REFUND_DUE = "refund_due"
    FORGED = "forged"
    UNKNOWN_REFERENCE = "unknown_reference"
    WRONG_AMOUNT = "wrong_amount"
    CONTRADICTION = "contradiction"


class PaymentNotification(models.Model):
    """Something was posted as the bank's word: what it said, from where, and what we made of it."""

    received_at = models.DateTimeField()
    provider = models.CharField(max_length=20)
    verdict = models.CharField(max_length=20, choices=Verdict)
    reference = models.CharField(max_length=32, blank=True, db_index=True)
    transaction_id = models.CharField(max_length=64, blank=True)
    amount_cents = models.PositiveIntegerField(null=True)
    origin = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.provider} · {self.verdict}"


class SandboxAnswer(models.Model):
    """What the sandbox bank decided about an attempt: its own books, which only the demonstration keeps."""

    reference = models.CharField(max_length=32, unique=True)
    accepted = models.BooleanField()
    transaction_id = models.CharField(max_length=64, unique=True)
    amount_cents = models.PositiveIntegerField()
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.reference} · {self.transaction_id}"
