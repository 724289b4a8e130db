"""Who studies which étape, when they may choose, which units they take."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.models.degrees import Step
from peristyle.curriculum.models.units import TeachingUnit
from peristyle.curriculum.models.years import AcademicYear


class StudiedStep(models.Model):
    """Somebody studies an étape in a year, as scolarité told us; `withdrawn_at`: no longer."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, models.PROTECT, related_name="+")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Étapes étudiées")
        ordering: ClassVar = ["-year_id", "step__code", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "step", "year"], name="one_studied_step_per_person_and_year")
        ]
        indexes: ClassVar = [models.Index(fields=["step", "year"])]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.step_id} · {self.year_id}"


class ChoiceWindow(models.Model):
    """From when to when the students of an étape choose: everything, or what stands under one semester."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="+")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    unit = models.ForeignKey(TeachingUnit, models.CASCADE, null=True, blank=True, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["opens_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="a_window_closes_after_it_opens"),
            models.UniqueConstraint(fields=["step", "year", "unit"], name="one_window_per_step_year_and_unit"),
            models.UniqueConstraint(
                fields=["step", "year"], condition=Q(unit=None), name="one_window_for_all_of_a_step_and_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} · {self.year_id}"


class Nature(models.TextChoices):
    """Why somebody takes a unit."""

    MANDATORY = "obligatoire", _("Obligatoire")
    CHOSEN = "choix", _("Au choix")
    DEBT = "dette", _("Dette d’une année antérieure")
    CREDIT = "anticipation", _("Anticipation de l’année suivante")


class UnitEnrolment(models.Model):
    """Pedagogical enrolment (IP): a person takes a unit in a year.

    What is mandatory is validated at once; what is chosen is asked, then validated or refused by an officer.
    `step` is the étape it is taken for; debts and credits are taken for none.
    """

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    unit = models.ForeignKey(TeachingUnit, models.PROTECT, related_name="+")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")
    nature = models.CharField(max_length=12, choices=Nature)
    asked_at = models.DateTimeField()
    validated_at = models.DateTimeField(null=True)
    validated_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    refusal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = _("Inscriptions pédagogiques")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "unit", "year"], name="one_enrolment_per_person_unit_and_year"),
            models.CheckConstraint(
                condition=Q(refused_at=None) | Q(validated_at=None), name="a_choice_is_validated_or_refused"
            ),
            models.CheckConstraint(
                condition=Q(nature=Nature.CHOSEN) | Q(validated_at__isnull=False), name="only_choices_wait"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "year"]),
            models.Index(
                fields=["asked_at"],
                condition=Q(validated_at=None, refused_at=None),
                name="curriculum_choices_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.unit_id} · {self.year_id}"

    @property
    def state(self) -> str:
        """`asked`, `validated` or `refused`."""
        if self.refused_at:
            return "refused"
        return "validated" if self.validated_at else "asked"
