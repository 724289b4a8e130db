"""The only table of the ground: when each periodic work is next due."""

from django.db import models


class PeriodicWork(models.Model):
    """When a periodic task is next due; one row per task, moved by whichever worker enqueues it."""

    name = models.CharField(max_length=200, primary_key=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} ({self.due_at:%Y-%m-%d %H:%M})"
