"""Planners at work."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.timetable.models.sessions import Session


class PlannerPresence(models.Model):
    """Where a planner was last seen in the grid and which session they hold, so that others who look there know."""

    person = models.OneToOneField("people.Person", models.CASCADE, primary_key=True, related_name="+")
    seen_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    holds = models.ForeignKey(Session, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = _("Présence dans la grille du planning")

    def __str__(self) -> str:
        return f"{self.person_id} · {self.place}"
