"""Payments: what we asked the bank, what it told us, and the one ledger of the money that came and went."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.models.instalments import Instalment
from peristyle.enrolment.models.invoices import Invoice
from peristyle.enrolment.models.refunds import RefundRequest
from peristyle.enrolment.rules.means import Means
from peristyle.kernel.choices import choices_of


class PaymentAttempt(models.Model):
    """Somebody left for the bank, under a reference that cannot be guessed; refused, then accepted, is possible.

    `bank_session` is what the bank calls it when it was told beforehand; `by` is who left from inside the house.
    """

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="attempts")
    instalment = models.ForeignKey(Instalment, models.PROTECT, null=True, related_name="attempts")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    reference = models.CharField(max_length=32, unique=True)
    provider = models.CharField(max_length=20)
    bank_session = models.CharField(max_length=200, blank=True)
    amount_cents = models.PositiveIntegerField()
    started_at = models.DateTimeField(db_index=True)
    refused_at = models.DateTimeField(null=True)
    refusal_code = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name_plural = _("Paiements")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="nobody_leaves_for_the_bank_for_nothing"),
            models.UniqueConstraint(
                fields=["provider", "bank_session"],
                condition=Q(provider="payfip") & ~Q(bank_session=""),
                name="a_payfip_operation_is_of_one_attempt",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class LedgerEntry(models.Model):
    """A movement of money for an invoice. Never changed nor deleted: what goes back is a negative entry."""

    class Kind(models.TextChoices):
        """Money came; it was given back; or it had not really come (an unpaid cheque, a mistake)."""

        RECEIVED = "received"
        GIVEN_BACK = "given_back"
        REVERSED = "reversed"

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind)
    means = models.CharField(max_length=15, choices=choices_of(Means))
    amount_cents = models.IntegerField()
    dated_on = models.DateField()
    booked_at = models.DateTimeField(db_index=True)
    provider = models.CharField(max_length=20, blank=True)
    transaction_id = models.CharField(max_length=64, blank=True)
    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, null=True, related_name="entries")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    explanation = models.CharField(max_length=300, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")
    request = models.OneToOneField(RefundRequest, models.PROTECT, null=True, related_name="entry")

    class Meta:
        verbose_name_plural = "ledger entries"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "transaction_id"],
                condition=~Q(provider="") & Q(kind="received"),
                name="a_transaction_is_received_once",
            ),
            models.UniqueConstraint(
                fields=["invoice", "means", "transaction_id"],
                condition=Q(provider="", kind="received"),
                name="a_cheque_or_transfer_is_recorded_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="received", amount_cents__gt=0)
                | (Q(kind__in=["given_back", "reversed"]) & Q(amount_cents__lt=0)),
                name="what_comes_is_positive_what_goes_back_negative",
            ),
            models.CheckConstraint(
                condition=Q(kind="reversed", reverses__isnull=False) | (~Q(kind="reversed") & Q(reverses=None)),
                name="a_reversal_says_of_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice} · {self.amount_cents}"


class Verdict(models.TextChoices):
    """What became of a notification."""

    ACCEPTED = "accepted"
    REFUSED_BY_BANK = "refused_by_bank"
    INSTALMENT_REFUSED = "instalment_refused"
    ALREADY_KNOWN = "already_known"
    REFUND_DUE = "refund_due"
    UNCONFIRMED = "unconfirmed"
    FORGED = "forged"
    UNKNOWN_REFERENCE = "unknown_reference"
    WRONG_AMOUNT = "wrong_amount"
    WRONG_CURRENCY = "wrong_currency"
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
