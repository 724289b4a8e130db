"""Validated enrolments, and those cancelled since."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.models.files import EnrolmentFile


class CancellationReason(models.TextChoices):
    """Why an enrolment no longer stands: Pégase's DEMISSION and ERREUR_DE_SAISIE."""

    RESIGNATION = "resignation", _("Démission")
    MISTAKE = "mistake", _("Erreur de saisie")


class Enrolment(models.Model):
    """A person is enrolled in an étape for an academic year; `main`: the one of the year that is paid in full."""

    file = models.OneToOneField(EnrolmentFile, models.PROTECT, related_name="enrolment")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    step = models.ForeignKey("curriculum.Step", models.PROTECT, related_name="+")
    academic_year = models.ForeignKey("curriculum.AcademicYear", models.PROTECT, related_name="+")
    main = models.BooleanField(default=True)
    validated_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    cancellation_reason = models.CharField(max_length=12, choices=CancellationReason, blank=True)

    class Meta:
        verbose_name_plural = _("Inscriptions")
        ordering: ClassVar = ["-academic_year_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "step", "academic_year"],
                condition=Q(cancelled_at=None),
                name="one_enrolment_per_person_step_and_year",
            ),
            models.UniqueConstraint(
                fields=["person", "academic_year"],
                condition=Q(main=True, cancelled_at=None),
                name="one_main_enrolment_per_person_and_year",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancellation_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancellation_reason="")),
                name="a_cancelled_enrolment_has_a_reason",
            ),
        ]
        indexes: ClassVar = [
            # The figures of a year read nothing else.
            models.Index(
                fields=["academic_year", "step", "validated_at", "cancelled_at"], name="enrolments_of_a_year_by_step"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.step} · {self.academic_year_id}"
