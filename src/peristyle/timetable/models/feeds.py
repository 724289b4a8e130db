"""The private calendar addresses of a person, and the calendar as last written for all of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Feed(models.Model):
    """An address that one calendar program reads; its secret is not kept. A *revoked* one opens nothing."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="feeds")
    label = models.CharField(max_length=60)
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Abonnements à l’emploi du temps")
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=Q(revoked_at__isnull=True), name="timetable_live_feeds")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.label}"


class FeedRendering(models.Model):
    """The calendar of a person as it stood on a day at a version of their timetable: what all their feeds answer.

    `body` is compressed by gzip. `changed_at` is when its words last changed, by which programs ask again.
    """

    person = models.OneToOneField("people.Person", models.CASCADE, primary_key=True, related_name="feed_rendering")
    version = models.PositiveIntegerField()
    day = models.DateField()
    etag = models.CharField(max_length=40)
    changed_at = models.DateTimeField()
    body = models.BinaryField()

    class Meta:
        verbose_name_plural = _("Calendriers écrits pour les abonnements")
        ordering: ClassVar = ["person"]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.version}"
