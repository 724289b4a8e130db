"""Academic years and their calendar."""

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
