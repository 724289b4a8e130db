"""Invoices, their lines, the credits that lower them, the exemptions behind them, the receipts of the settled ones."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.models.files import EnrolmentFile
from peristyle.enrolment.rules.fees import EXEMPTIONS, LineKind
from peristyle.enrolment.rules.means import Means
from peristyle.kernel import institution
from peristyle.kernel.choices import choices_of


def line_label(kind: LineKind, detail: str) -> Any:
    """What a line is for, in the reader's language; a right no longer sold keeps its code."""
    if kind != LineKind.OPTIONAL_RIGHT:
        return kind.label
    sold = {right.code: right for right in institution.current().fees.optional}
    return sold[detail].name if detail in sold else detail


class NumberSeries(models.Model):
    """The last number given in a series of a year: invoices, credits and receipts are numbered without a gap."""

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


class Exemption(models.Model):
    """An officer's word that a file owes no national fee, or less of it (`amount_cents`), with its ground."""

    class Ground(models.TextChoices):
        """Why."""

        WARD = "ward", _("Pupille de la Nation ou de l’État")
        COMMITTEE = "committee", _("Décision de la commission d’exonération")
        AGREEMENT = "agreement", _("Accord d’échange ou convention")
        OTHER = "other", _("Autre motif")

    file = models.ForeignKey(EnrolmentFile, models.PROTECT, related_name="exemptions")
    ground = models.CharField(max_length=10, choices=Ground)
    reason = models.CharField(max_length=300)
    amount_cents = models.PositiveIntegerField(null=True)
    granted_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Exonérations")
        ordering: ClassVar = ["-granted_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(withdrawn_at=None), name="one_standing_exemption_per_file"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_exemption_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.file} · {self.ground}"


class Invoice(models.Model):
    """What a file has to pay. Never changed: when the fee does before the payment, another one replaces it.

    `awaited_means`: the holder said that a transfer or a cheque would come. `owed_back_since` is derived from the
    ledger by whoever writes there, so that the queue of refunds is one index to read.
    """

    file = models.ForeignKey(EnrolmentFile, models.PROTECT, related_name="invoices")
    number = models.CharField(max_length=20, unique=True)
    total_cents = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    awaited_means = models.CharField(max_length=15, choices=choices_of(Means), blank=True)
    owed_back_since = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(cancelled_at=None), name="one_standing_invoice_per_file"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["owed_back_since"], condition=Q(owed_back_since__isnull=False), name="invoices_owed_back"
            )
        ]

    def __str__(self) -> str:
        return self.number


class InvoiceLine(models.Model):
    """A charge, or an exemption (negative); `detail` tells the optional rights apart."""

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in LineKind])
    detail = models.CharField(max_length=100, blank=True)
    amount_cents = models.IntegerField()

    class Meta:
        ordering: ClassVar = ["-amount_cents", "kind", "detail"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invoice", "kind", "detail"], name="one_line_per_invoice_and_subject"),
            models.CheckConstraint(
                condition=Q(kind__in=EXEMPTIONS, amount_cents__lte=0)
                | (~Q(kind__in=EXEMPTIONS) & Q(amount_cents__gte=0)),
                name="charges_are_positive_and_exemptions_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice} · {self.kind}"

    @property
    def label(self) -> Any:
        """What the line is for."""
        return line_label(LineKind(self.kind), self.detail)


class CreditNote(models.Model):
    """« Avoir »: less is owed for an invoice than it says; what was paid beyond is owed back."""

    class Reason(models.TextChoices):
        """Why."""

        CANCELLATION = "cancellation", _("Inscription annulée")
        GRANT = "grant", _("Bourse obtenue après le paiement")
        EXEMPTION = "exemption", _("Exonération accordée après le paiement")
        MISTAKE = "mistake", _("Facture établie par erreur")
        DECISION = "decision", _("Décision de remboursement")
        REDUCED_RATE = "reduced_rate", _("Taux réduit d’une autre inscription de l’année")

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="credits")
    number = models.CharField(max_length=20, unique=True)
    amount_cents = models.PositiveIntegerField()
    reason = models.CharField(max_length=15, choices=Reason)
    explanation = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Avoirs")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="a_credit_is_positive"),
        ]

    def __str__(self) -> str:
        return self.number


class Receipt(models.Model):
    """The invoice is settled: paid, begun in instalments, or nothing was to be paid: the quittance."""

    invoice = models.OneToOneField(Invoice, models.PROTECT, related_name="receipt")
    number = models.CharField(max_length=20, unique=True)
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number
