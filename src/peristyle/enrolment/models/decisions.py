"""What officers decide about enrolment files."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.models.files import EnrolmentFile
from peristyle.enrolment.rules.decisions import DecisionKind


class FileDecision(models.Model):
    """A file waits for an officer's decision, then has it, with its answer."""

    file = models.ForeignKey(EnrolmentFile, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in DecisionKind])
    raised_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    accepted = models.BooleanField(null=True)
    answer = models.TextField(max_length=2000, blank=True)

    class Meta:
        verbose_name_plural = _("Décisions sur les dossiers")
        ordering: ClassVar = ["raised_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "kind"], name="one_decision_per_file_and_kind"),
            models.CheckConstraint(
                condition=Q(decided_at=None, accepted=None) | Q(decided_at__isnull=False, accepted__isnull=False),
                name="a_decision_on_a_file_says_yes_or_no",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["raised_at"], condition=Q(decided_at=None), name="enrolment_decisions_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.file_id} · {self.kind}"
