"""Invoices, their lines, and the receipts of the paid ones."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from peristyle.enrolment.models.files import EnrolmentFile
from peristyle.enrolment.rules.fees import LineKind


class NumberSeries(models.Model):
    """The last number given in a series of a year: invoices and receipts are numbered without a gap."""

    kind = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "number series"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "year"], name="one_number_series_per_kind_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class Invoice(models.Model):
    """What a file has to pay. Never changed: when the fee does before the payment, another one replaces it."""

    file = models.ForeignKey(EnrolmentFile, models.PROTECT, related_name="invoices")
    number = models.CharField(max_length=20, unique=True)
    total_cents = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(cancelled_at=None), name="one_standing_invoice_per_file"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class InvoiceLine(models.Model):
    """A charge, or an exemption (negative)."""

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in LineKind])
    amount_cents = models.IntegerField()

    class Meta:
        ordering: ClassVar = ["-amount_cents"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invoice", "kind"], name="one_line_per_invoice_and_kind"),
            models.CheckConstraint(
                condition=Q(kind=LineKind.NATIONAL_FEE.value, amount_cents__gte=0)
                | Q(kind=LineKind.GRANT_EXEMPTION.value, amount_cents__lte=0),
                name="charges_are_positive_and_exemptions_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice} · {self.kind}"

    @property
    def label(self) -> Any:
        """What the line is for."""
        return LineKind(self.kind).label


class Receipt(models.Model):
    """The invoice is paid, or nothing was to be paid: the quittance."""

    invoice = models.OneToOneField(Invoice, models.PROTECT, related_name="receipt")
    number = models.CharField(max_length=20, unique=True)
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number
