"""The journal's entries and the seals that chain them."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """A fact: at an instant, somebody did something to somebody or something, from somewhere."""

    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=100, db_index=True)
    actor = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    acting_for = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    subject = models.CharField(max_length=200, blank=True, db_index=True)
    origin = models.CharField(max_length=64, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action} {self.subject}"

    @property
    def readable_details(self) -> str:
        """The details in one line."""
        return ", ".join(f"{name}={value}" for name, value in self.details.items())


class Seal(models.Model):
    """A link of the chain: the digest of the entries from one id to another and of the seal before."""

    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.first_entry}–{self.last_entry}"
