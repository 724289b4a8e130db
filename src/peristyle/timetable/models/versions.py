"""How often the timetable of a person changed: what was made of it before is then made anew."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class TimetableVersion(models.Model):
    """Raised in the very transaction that changes what a person sees of their timetable; none stands for 0."""

    person = models.OneToOneField("people.Person", models.CASCADE, primary_key=True, related_name="timetable_version")
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Versions de l’emploi du temps")
        ordering: ClassVar = ["person"]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.version}"
