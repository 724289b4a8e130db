"""Exports of enrolments that officers asked for; their files live a day."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.rules.export_layouts import ExportFormat, ExportLayout, ExportState


class EnrolmentExport(models.Model):
    """A file of enrolments for whoever asked for it, made by a task; `file_name`: where it lies."""

    requested_by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    academic_year = models.ForeignKey("curriculum.AcademicYear", models.CASCADE, related_name="+")
    step = models.ForeignKey("curriculum.Step", models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ExportState])
    layout = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ExportLayout])
    format = models.CharField(max_length=4, choices=[(each.value, each.label) for each in ExportFormat])
    requested_at = models.DateTimeField()
    rows_total = models.PositiveIntegerField(null=True)
    rows_done = models.PositiveIntegerField(default=0)
    file_name = models.CharField(max_length=80, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Exports d’inscriptions")
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | ~Q(file_name=""), name="a_finished_export_has_a_file"
            ),
        ]

    def __str__(self) -> str:
        scope = f"-{self.step.code}" if self.step else ""
        return f"inscriptions-{self.academic_year_id}{scope}.{self.format}"
