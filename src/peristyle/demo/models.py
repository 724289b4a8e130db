"""Mails that never leave the house."""

from typing import ClassVar

from django.db import models


class DemoMail(models.Model):
    """A mail as its addressee would have received it."""

    to = models.EmailField(db_index=True)
    subject = models.CharField(max_length=998)
    text = models.TextField()
    html = models.TextField(blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-sent_at", "-id"]

    def __str__(self) -> str:
        return f"{self.to} · {self.subject}"
