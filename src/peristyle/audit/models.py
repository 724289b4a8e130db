"""The journal's entries and the seals that chain them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext

from peristyle.audit.rules import is_forgotten
from peristyle.audit.words import words_of
from peristyle.kernel.services import Text


class Entry(models.Model):
    """A fact: at an instant, somebody did something to somebody or something, from somewhere.

    Origin and details may be forgotten (`actions.forget`), nothing else is ever changed.
    """

    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=100, db_index=True)
    actor = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    acting_for = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    subject = models.CharField(max_length=200, blank=True, db_index=True)
    origin = models.CharField(max_length=80, blank=True)
    origin_salt = models.CharField(max_length=32, blank=True, default="")
    request_id = models.CharField(max_length=64, blank=True)
    details = models.JSONField(default=dict)
    details_salt = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action} {self.subject}"

    @property
    def words(self) -> Text:
        """The action in plain words."""
        return words_of(self.action)

    @property
    def readable_details(self) -> str:
        """The details in one line."""
        if is_forgotten(self.details):
            return gettext("effacé")
        return ", ".join(f"{name}={value}" for name, value in self.details.items())

    @property
    def readable_origin(self) -> str:
        """Where it came from, as people read it."""
        return gettext("effacé") if is_forgotten(self.origin) else self.origin


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


class Verification(models.Model):
    """Somebody, or the night, recomputed the whole chain: how many seals, and the ranges that no longer match."""

    at = models.DateTimeField()
    seals = models.PositiveIntegerField()
    broken = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} · {len(self.broken)}/{self.seals}"
