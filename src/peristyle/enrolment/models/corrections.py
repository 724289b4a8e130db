"""Corrections that students ask for in their file."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """What somebody says is wrong."""

    NAME = "name", _("Nom ou prénoms")
    BIRTH = "birth", _("Date ou lieu de naissance")
    CIVILITY = "civility", _("Civilité")
    NATIONAL_ID = "national_id", _("Numéro INE")
    ENROLMENT = "enrolment", _("Étape ou situation de cette année")
    PAST = "past", _("Inscriptions des années passées")


class CorrectionRequest(models.Model):
    """Somebody says what is wrong in their file; an officer decides, and answers."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    subject = models.CharField(max_length=12, choices=Subject)
    said = models.TextField(max_length=2000)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    accepted = models.BooleanField(null=True)
    answer = models.TextField(max_length=2000, blank=True)

    class Meta:
        verbose_name_plural = _("Demandes de correction")
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "subject"],
                condition=Q(decided_at=None),
                name="one_open_correction_per_person_and_subject",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, accepted=None) | Q(decided_at__isnull=False, accepted__isnull=False),
                name="a_decided_correction_says_yes_or_no",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.subject}"
