"""Validated enrolments."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.models.files import EnrolmentFile


class Enrolment(models.Model):
    """A person is enrolled in an étape for an academic year."""

    file = models.OneToOneField(EnrolmentFile, models.PROTECT, related_name="enrolment")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    step = models.ForeignKey("curriculum.Step", models.PROTECT, related_name="+")
    academic_year = models.ForeignKey("curriculum.AcademicYear", models.PROTECT, related_name="+")
    validated_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Inscriptions")
        ordering: ClassVar = ["-academic_year_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "step", "academic_year"], name="one_enrolment_per_person_step_and_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.step} · {self.academic_year_id}"
