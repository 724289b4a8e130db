"""Academic years and their calendar, degrees and étapes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.rules.calendar_file import PeriodKind
from peristyle.kernel.services import Text


class AcademicYear(models.Model):
    """The year 2026-2027 has the number 2026."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}-{self.number + 1}"


PERIOD_KINDS: dict[str, Text] = {
    PeriodKind.CLASSES.value: _("Enseignements"),
    PeriodKind.HOLIDAYS.value: _("Vacances"),
    PeriodKind.EXAMS.value: _("Examens"),
}


class CalendarPeriod(models.Model):
    """A period of the teaching calendar: from a day to a day, both within it."""

    year = models.ForeignKey(AcademicYear, models.CASCADE, related_name="periods")
    kind = models.CharField(max_length=10, choices=list(PERIOD_KINDS.items()))
    name_fr = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["starts_on", "-ends_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="a_period_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name_fr

    def name(self, language: str) -> str:
        """The name in the reader's language."""
        return self.name_en if language == "en" else self.name_fr


class Level(models.TextChoices):
    """The national levels, which set the fee."""

    LICENCE = "licence", _("Licence")
    MASTER = "master", _("Master")
    DOCTORATE = "doctorat", _("Doctorat")


class Degree(models.Model):
    """A degree a composante awards."""

    code = models.CharField(max_length=7, primary_key=True)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=10, choices=Level)
    component = models.ForeignKey("people.Component", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """An étape (VET): the year one enrols in, such as EE1 L1 Economie; code and version make it one."""

    code = models.CharField(max_length=6)
    version = models.CharField(max_length=3, default="100")
    label = models.CharField(max_length=200)
    degree = models.ForeignKey(Degree, models.PROTECT, related_name="steps")
    year_of_study = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["code", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="one_step_per_code_and_version")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"
