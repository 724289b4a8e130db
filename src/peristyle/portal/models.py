"""Banners: a word for everyone, for a while."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class BannerKind(models.TextChoices):
    """How serious the word is."""

    INFO = "info", _("Information")
    WARNING = "warning", _("Perturbation")
    DANGER = "danger", _("Sécurité des personnes")


class BannerQuerySet(models.QuerySet["Banner"]):
    """Banners, by instant."""

    def shown_at(self, instant: datetime) -> Self:
        """Those to show at `instant`, the newest first."""
        return self.filter(starts_at__lte=instant, ends_at__gt=instant).order_by("-starts_at", "-id")


class Banner(models.Model):
    """An incident, a strike, a storm: shown to everybody between two instants."""

    kind = models.CharField(max_length=10, choices=BannerKind)
    title_fr = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    text_fr = models.CharField(max_length=400, blank=True)
    text_en = models.CharField(max_length=400, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    published_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    objects = BannerQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("Bandeaux publiés")
        indexes: ClassVar = [models.Index(fields=["ends_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="banner_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.title_fr

    def title(self, language: str) -> str:
        """The title in the reader's language."""
        return self.title_en if language == "en" else self.title_fr

    def text(self, language: str) -> str:
        """The text in the reader's language."""
        return self.text_en if language == "en" else self.text_fr
