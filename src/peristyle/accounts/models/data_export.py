"""Downloads of « mes données »."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.models.account import Account


class DataExport(models.Model):
    """The holder asked for all that the house knows of them: a file that is prepared, fetched, swept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="data_exports")
    asked_at = models.DateTimeField()
    rooms_done = models.PositiveSmallIntegerField(default=0)
    rooms_total = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=60, unique=True)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, db_index=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Téléchargements de mes données")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ready_at=None, failed_at=None), name="one_data_export_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.asked_at:%Y-%m-%d}"
