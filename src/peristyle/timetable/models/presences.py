"""Planners at work."""

from django.db import models


class PlannerPresence(models.Model):
    """Where a planner was last seen in the grid, so that others who look at the same know of them."""

    person = models.OneToOneField("people.Person", models.CASCADE, primary_key=True, related_name="+")
    seen_at = models.DateTimeField()
    place = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.person_id} · {self.place}"
