"""How somebody wants to see a unit in their own timetable."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import choices_of
from peristyle.timetable.rules.tones import Tone


class UnitLook(models.Model):
    """A name of one's own, a colour, or hidden; whoever has none sees the unit as it is."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    unit = models.ForeignKey("curriculum.TeachingUnit", models.CASCADE, related_name="looks")
    name = models.CharField(max_length=80, blank=True)
    tone = models.CharField(max_length=10, choices=choices_of(Tone), blank=True)
    hidden = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = _("Matières à ma façon")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "unit"], name="one_look_per_person_and_unit")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.unit_id}"
