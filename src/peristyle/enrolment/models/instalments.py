"""Payment in several times: the schedule, and what was said to who is late."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from peristyle.enrolment.models.invoices import Invoice


class InstalmentPlan(models.Model):
    """An invoice cut in dated parts; agreed upon once the first one is paid. Several may have been looked at."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="plans")
    made_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["invoice"], condition=Q(agreed_at__isnull=False), name="one_agreed_plan_per_invoice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice} · {self.made_at:%Y-%m-%d}"


class Instalment(models.Model):
    """A part of an invoice and its day. Payments fill the parts in their order: `settled_at` is derived from them."""

    plan = models.ForeignKey(InstalmentPlan, models.CASCADE, related_name="instalments")
    position = models.PositiveSmallIntegerField()
    amount_cents = models.PositiveIntegerField()
    due_on = models.DateField(db_index=True)
    settled_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["plan", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "position"], name="one_instalment_per_position"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="an_instalment_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self.position}"


class InstalmentReminder(models.Model):
    """A letter about an instalment that is due: number 0 on its day, then 1, 2… as long as it is not paid."""

    instalment = models.ForeignKey(Instalment, models.CASCADE, related_name="reminders")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instalment", "number"], name="a_reminder_is_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.instalment} · {self.number}"
